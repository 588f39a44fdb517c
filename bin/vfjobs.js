#!/usr/bin/env node
// Plain JavaScript that Node 18 can parse: it has to say what is wrong before anything newer is loaded.
import { existsSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSplash, opensConsole } from './splash.js';

const launcher = fileURLToPath(import.meta.url);
const root = dirname(dirname(launcher));

await launch();

async function launch() {
  const needed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  if (!isAtLeast(process.versions.node, needed)) {
    const { handToOwnNode } = await import('./own-node.js');
    return handToOwnNode({ root, launcher, needed });
  }
  if (!existsSync(join(root, 'dist', 'main.js'))) {
    process.stderr.write(`vfjobs: the program is not built\n  Run "npm install" in ${root}\n`);
    process.exitCode = 1;
    return;
  }
  nodeModule.enableCompileCache?.();
  const splash = createSplash();
  if (opensConsole(process.argv.slice(2))) splash.show();
  const { main } = await import('../dist/main.js');
  await main({ launcher, splash });
}

function isAtLeast(version, needed) {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = needed.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
