import { cpSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build as bundle } from 'esbuild';
import { lazyNames } from './lazy-names.ts';
import { narrowWidth } from './narrow-width.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

// ESM output has no `require`; packages in CommonJS (signal-exit, ws) still call it.
const requireBanner =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

// esbuild is native, and asked for lazily by the executor. Ink's development tools are not installed; only
// a chunk that the definition of DEV below keeps out of the way names them.
const external = ['esbuild', 'react-devtools-core'];

const shared = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  format: 'esm',
  platform: 'node',
  // node22 and later make esbuild rewrite regular expressions inside Ink's loop over characters.
  target: 'es2024',
  banner: { js: requireBanner },
  sourcemap: 'linked',
  // Places in stacks need none of it, and it would be half of what is shipped.
  sourcesContent: false,
  metafile: true,
  logLevel: 'error',
  external,
  plugins: [lazyNames(external), narrowWidth],
  // V8 looks into emoji sets while it parses such a literal, and into the text of `new RegExp` only when it runs.
  supported: { 'regexp-set-notation': false },
} satisfies BuildOptions;

const program = {
  ...shared,
  entryPoints: { main: 'bin/main.ts' },
  splitting: true,
  chunkNames: '[name]-[hash]',
  define: {
    // Without it React takes its development build: 2-3 times the work per frame.
    'process.env.NODE_ENV': '"production"',
    // Ink's development tools would print over the screen of whoever has DEV=true in the environment.
    'process.env.DEV': '"false"',
    // Yoga loads its wasm by fetch("data:…"), which would load undici: 50 ms at start-up.
    fetch: 'undefined',
    'Intl.Segmenter': 'LazySegmenter',
  },
  inject: ['scripts/lazy-segmenter.ts'],
} satisfies BuildOptions;

// Apart from the program: tasks run in it, so nothing may be defined away, and it stays one file.
const child = {
  ...shared,
  entryPoints: { child: 'src/executor/worker/child.ts' },
} satisfies BuildOptions;

// What built-in targets run in attempts, in a child like any task; their libraries are chunks of their own,
// loaded by the first document of their kind.
const builtIn = {
  ...shared,
  entryPoints: {
    'knowledge-ingest': 'src/executor/ingest/knowledge-ingest.ts',
    'convert-thread': 'src/executor/ingest/convert-thread.ts',
  },
  splitting: true,
  chunkNames: '[name]-[hash]',
} satisfies BuildOptions;

/**
 * Bundles the program into `dist/`: `main.js` with its lazily loaded chunks, `child.js` (what attempts
 * run in), the built-in targets and the demo project. What an earlier build left there goes.
 * @throws Error when a source does not compile; esbuild has said where on stderr
 */
export async function build(): Promise<void> {
  const results = await Promise.all([bundle(program), bundle(child), bundle(builtIn)]);
  const written = new Set(
    results.flatMap((result) => Object.keys(result.metafile.outputs)).map((path) => basename(path)),
  );
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (!written.has(name)) rmSync(join(dist, name), { recursive: true });
  }
  cpSync(join(root, 'src/executor/templates/demo'), join(dist, 'templates/demo'), { recursive: true });
}

function isEntryPoint(): boolean {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isEntryPoint()) {
  build().catch(() => {
    process.exitCode = 1;
  });
}
