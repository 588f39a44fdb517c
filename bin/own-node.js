import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Goes on with the Node that a checkout brings as a development dependency, or says in one line what
 * is needed. The child's exit code or signal becomes that of this process.
 */
export function handToOwnNode({ root, launcher, needed }) {
  const node = ownNode(root);
  if (node === null) {
    return fail(
      `needs Node ${needed} or newer, found ${process.versions.node}; get it from https://nodejs.org`,
    );
  }
  const child = spawn(node, [launcher, ...process.argv.slice(2)], { stdio: 'inherit' });
  const pass = (signal) => child.kill(signal);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, pass);
  // From a terminal's Ctrl-C the child has its own; passed on, it would count as a second one.
  process.on('SIGINT', process.stdin.isTTY ? () => undefined : pass);
  child.on('error', (error) => fail(`${node} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** The `node` package beside this one or in a folder above; null without one, or when this process already is it. */
function ownNode(root) {
  for (let folder = root; ; folder = dirname(folder)) {
    const node = join(folder, 'node_modules', 'node', 'bin', 'node');
    if (existsSync(node)) return node === process.execPath ? null : node;
    if (folder === dirname(folder)) return null;
  }
}

function fail(sentence) {
  process.stderr.write(`vfjobs: ${sentence}\n`);
  process.exitCode = 1;
}
