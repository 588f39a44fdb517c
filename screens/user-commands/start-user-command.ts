import type { UserCommand } from '../../src/model/console-settings.ts';
import { argvFault, fillArgv } from '../../src/model/user-command.ts';
import { expireArming, lookOnlyReason } from '../../src/store/arming.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { valuesHere } from './values-here.ts';

/** Starts a command of the user's own on what is under the cursor, asking first where it says so. */
export function startUserCommand(parts: ConsoleParts, command: UserCommand): void {
  if (command.palette !== null) {
    const problem = parts.doLine(command.palette);
    if (problem !== null) say(parts, `${command.name}: ${sanitize(problem)}`);
    return;
  }
  const fault = argvFault(command.argv);
  const filled = fault === null ? fillArgv(command.argv, valuesHere(stateOf(parts))) : { fault };
  if ('fault' in filled) {
    say(parts, `${command.name}: not now, ${sanitize(filled.fault)}.`);
    return;
  }
  const start = () => {
    // Asked again behind the question: an armed time may have ended meanwhile.
    const reason = command.acts ? refusal(parts) : null;
    if (reason === null) void run(parts, command, filled.argv);
    else say(parts, `${command.name}: not started, ${reason}.`);
  };
  const isAsked = command.confirm || command.acts;
  if (!isAsked || (command.acts && refusal(parts) !== null)) {
    start();
    return;
  }
  const { contextName, isProduction } = stateOf(parts).connection;
  const lines = [shownArgv(filled.argv), `in ${contextName}${isProduction ? '  PRODUCTION' : ''}`];
  const dialog = askFirst(`Start ${command.name}?`, lines, { yes: 'start', no: 'no' }, start);
  parts.model.store.setState({ dialog });
}

/** Why nothing may be changed from here now; null when it may. */
function refusal(parts: ConsoleParts): string | null {
  expireArming(parts.model);
  return lookOnlyReason(stateOf(parts));
}

/** A command line as a person reads it: words with blanks in quotes. */
function shownArgv(argv: readonly string[]): string {
  return argv
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(sanitize(word))))
    .join(' ');
}

async function run(parts: ConsoleParts, command: UserCommand, argv: readonly string[]): Promise<void> {
  // Loaded when the first one is started: processes are no matter of the first frame.
  const { lendToProgram, showProgram } = await import('./run-program.ts');
  if (command.output === 'pane') await showProgram(parts, command.name, argv);
  else await lendToProgram(parts, command.name, argv);
}

function say(parts: ConsoleParts, message: string): void {
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
