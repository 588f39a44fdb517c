import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, type LoadHookSync, type ResolveHookSync, registerHooks } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Esbuild from 'esbuild';
import type { Loader } from 'esbuild';
import { noteLoading } from './loaded-files.ts';
import { ownFile } from './own-file.ts';
import type { SourceScope } from './source-scope.ts';

const loaders = new Map<string, Loader>([
  ['.ts', 'ts'],
  ['.mts', 'ts'],
  ['.tsx', 'tsx'],
  ['.js', 'jsx'],
  ['.jsx', 'jsx'],
]);
const guesses = ['.ts', '.tsx', '.js', '.jsx', '/index.ts', '/index.tsx', '/index.js'];

/**
 * From now on the project's sources pass esbuild before Node sees them, and their imports may leave the
 * extension out.
 */
export function transformSources(scope: SourceScope): void {
  const transform = createTransform(scope);
  // Lines in stacks are those of the user's file.
  process.setSourceMapsEnabled(true);

  const load: LoadHookSync = (url, context, nextLoad) => {
    const file = ownFile(url, scope.projectDir);
    const loader = file === null ? undefined : loaders.get(extname(file));
    if (file === null || loader === undefined) return nextLoad(url, context);
    noteLoading(file);
    const source = readFileSync(file, 'utf8');
    const isModule = usesImportOrExport(source);
    if (!isModule && extname(file) === '.js') return nextLoad(url, context);
    return {
      format: isModule ? 'module' : 'commonjs',
      source: transform(file, source, loader),
      shortCircuit: true,
    };
  };
  const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
    const resolved = resolveLikeBundlers(specifier, context, nextResolve);
    const isImport = context.conditions.includes('import');
    const isOwn = ownFile(resolved.url, scope.projectDir) !== null && !resolved.url.includes('?');
    // Node remembers modules that failed to parse or link by their URL: a query makes it look again.
    return isImport && isOwn ? { ...resolved, url: `${resolved.url}?transformed` } : resolved;
  };
  registerHooks({ resolve, load });
}

/** A transform that keeps its results by content, so that esbuild is loaded for new sources only. */
function createTransform(scope: SourceScope): (file: string, source: string, loader: Loader) => string {
  const load = createRequire(import.meta.url);
  const { version }: { version: string } = load('esbuild/package.json');
  const tsconfigRaw = readIfThere(join(scope.projectDir, 'tsconfig.json'));
  const cacheDir = join(scope.cacheDir, 'transformed');
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 });

  return (file, source, loader) => {
    const key = hash('sha256', JSON.stringify([version, file, source, tsconfigRaw]));
    const kept = join(cacheDir, `${key}.js`);
    const known = readIfThere(kept);
    if (known !== null) return known;
    const esbuild: typeof Esbuild = load('esbuild');
    const { code } = esbuild.transformSync(source, {
      loader,
      sourcefile: file,
      sourcemap: 'inline',
      target: 'node22',
      jsx: 'automatic',
      logLevel: 'silent',
      ...(tsconfigRaw === null ? {} : { tsconfigRaw }),
    });
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, code, { mode: 0o600 });
    renameSync(draft, kept);
    return code;
  };
}

const resolveLikeBundlers: ResolveHookSync = (specifier, context, nextResolve) => {
  try {
    return nextResolve(specifier, context);
  } catch (error) {
    const url = context.parentURL === undefined ? null : guessFile(specifier, context.parentURL);
    if (url === null) throw error;
    return { url, shortCircuit: true };
  }
};

/** The file that a relative import without (or with the compiled) extension means; null when there is none. */
function guessFile(specifier: string, parentUrl: string): string | null {
  if (!specifier.startsWith('.') || !parentUrl.startsWith('file:')) return null;
  const base = fileURLToPath(new URL(specifier, parentUrl));
  const withoutJs = base.replace(/\.jsx?$/, '');
  const found = guesses.map((guess) => withoutJs + guess).find((path) => existsSync(path));
  return found === undefined ? null : pathToFileURL(found).href;
}

function usesImportOrExport(source: string): boolean {
  return /(?:^|[;}])\s*(?:import\s*[\w{*'"]|export\s+[\w{*]|export\s*[{*])/m.test(source);
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
