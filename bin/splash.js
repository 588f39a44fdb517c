const flagsWithValue = ['--project-dir', '--context', '--api-url', '--project', '--dir'];
const plainWords = ['demo', '--read-only', '--no-color', '--ascii'];
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** True for `vfjobs` and `vfjobs demo` in a terminal that can show the console. */
export function opensConsole(args) {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env.TERM === 'dumb') return false;
  return args.every(
    (arg, at) =>
      plainWords.includes(arg) ||
      flagsWithValue.includes(arg.replace(/=.*/s, '')) ||
      flagsWithValue.includes(args[at - 1]),
  );
}

/** One line on the alternate screen, so that something is there while the console loads. */
export function createSplash() {
  let shown = false;
  const leave = () => {
    if (!shown) return;
    shown = false;
    process.stdout.write('\x1b[?25h\x1b[?1049l');
  };
  const endBy = (signal) => {
    leave();
    process.kill(process.pid, signal);
  };
  return {
    show() {
      shown = true;
      process.stdout.write('\x1b[?1049h\x1b[?25l\x1b[H vfjobs  starting…');
      process.once('exit', leave);
      for (const signal of endings) process.once(signal, endBy);
    },
    /** Back to the shell's screen, for whoever fails before the console starts. May be called twice. */
    leave,
    /** The console has the terminal from here on. */
    handOver() {
      shown = false;
      for (const signal of endings) process.removeListener(signal, endBy);
    },
  };
}
