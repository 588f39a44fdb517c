import { openTerminalSession } from '../../../src/terminal/terminal-session.ts';

// A program in a terminal that ends in the way its argument says.
const session = openTerminalSession({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  color: '16',
  describeError: (error) => `The program stopped: ${error instanceof Error ? error.message : error}`,
});
const endings: Record<string, () => void> = {
  wait: () => {},
  close: () => void session.close().then(() => process.exit(0)),
  throw: () => {
    throw new Error('a \x1b[31mbug');
  },
  reject: () => void Promise.reject(new Error('a bug')),
  exit: () => process.exit(7),
  print: () => {
    process.stdout.write('a warning of a library\n');
    console.error('and another');
    void session.close();
  },
  lend: () =>
    void session
      .lend(() => {
        process.stdout.write('lent\n');
        return new Promise((resolve) => process.once('SIGUSR2', resolve));
      })
      .then(() => process.exit(3)),
  stop: () => process.kill(process.pid, 'SIGTSTP'),
};
const { stdin } = session.inkOptions;
if (process.argv[2] !== 'deaf') {
  stdin.on('readable', () => {
    for (let key = stdin.read(); key !== null; key = stdin.read()) session.compositor.setChrome(`key ${key}`);
  });
}
session.compositor.setChrome('ready');
setInterval(() => {}, 1000);
process.once('SIGUSR2', () => endings[process.argv[2] ?? '']?.());
