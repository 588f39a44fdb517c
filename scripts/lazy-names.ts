import type { Plugin } from 'esbuild';

/**
 * Gives a package that is imported lazily the names that Node gives it. esbuild exports a CommonJS
 * package (undici, ajv) from a chunk of its own as the default alone, so that
 * `const { Agent } = await import('undici')` would find nothing in the bundle.
 * @param external packages that are not bundled
 */
export function lazyNames(external: readonly string[]): Plugin {
  return {
    name: 'lazy-names',
    setup(build) {
      // No path and no `node:` module; what packages import among themselves is their own concern.
      build.onResolve({ filter: /^@?\w[^:]*$/ }, ({ path, kind, resolveDir }) => {
        const isOurs = kind === 'dynamic-import' && !resolveDir.includes('node_modules');
        return isOurs && !external.includes(path)
          ? { path, namespace: 'lazy-names', pluginData: resolveDir }
          : undefined;
      });
      build.onLoad({ filter: /./, namespace: 'lazy-names' }, async ({ path, pluginData }) => {
        const names = Object.keys(await import(path)).filter(isExportable);
        return { contents: `export { ${names.join(', ')} } from '${path}';`, resolveDir: pluginData };
      });
    },
  };
}

function isExportable(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
