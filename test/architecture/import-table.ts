/** Who may import whom: a folder of the house, and the folders below it that it may use. */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  'src/lib': [],
  'src/cron': ['src/model', 'src/lib'],
  'src/model': ['src/lib'],
  'src/keys': ['src/model'],
  'src/terminal': ['src/lib'],
  'src/api': ['src/model', 'src/lib'],
  'src/config': ['src/model', 'src/lib'],
  components: ['src/model', 'src/lib', 'src/terminal'],
  'src/executor': ['src/cron', 'src/model', 'src/lib'],
  'src/client': ['src/api', 'src/model', 'src/lib'],
  'src/server': ['src/api', 'src/executor', 'src/model', 'src/lib'],
  // What reckons times is asked for lazily.
  'src/store': ['src/client', 'src/cron', 'src/model', 'src/lib'],
  screens: ['components', 'src/store', 'src/keys', 'src/terminal', 'src/model', 'src/lib'],
  'src/cli': [
    'src/lib',
    'src/model',
    'src/keys',
    'src/terminal',
    'src/api',
    'src/config',
    'src/executor',
    'src/cron',
    'src/client',
    'src/server',
    'src/store',
  ],
  bin: ['src/cli', 'screens', 'components'],
};

/** Which npm packages a folder may use. Node's own modules are allowed everywhere but in `src/model`. */
export const packageTable: Readonly<Record<string, readonly string[]>> = {
  // The engine of patterns is asked for lazily.
  'src/lib': ['uuid', 're2js'],
  'src/model': [],
  'src/cron': ['croner', 'temporal-polyfill', 'chrono-node', 'cronstrue'],
  'src/keys': [],
  'src/terminal': ['string-width'],
  'src/api': ['zod'],
  'src/config': ['conf', 'zod'],
  components: ['ink', 'react', 'ink-table', 'string-width'],
  'src/executor': [
    'zod',
    'esbuild',
    'ajv',
    'unpdf',
    'mammoth',
    '@e965/xlsx',
    'fflate',
    'htmlparser2',
    'csv-parse',
    '@marcbachmann/cel-js',
    '@babel/parser',
  ],
  'src/client': ['undici', 'ws', 'zod'],
  'src/server': ['hono', '@hono/node-server', 'ws', 'zod'],
  // Diffs are asked for lazily.
  'src/store': ['zustand', 'diff', 'microdiff'],
  screens: ['ink', 'react', 'zustand', 'ajv'],
  'src/cli': ['commander', '@bomb.sh/tab', 'zod'],
  bin: [],
};
