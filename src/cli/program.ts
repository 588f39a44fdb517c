import { Command } from 'commander';
import { nearestNames } from '../lib/nearest-names.ts';
import { isDeepLink } from '../model/deep-link.ts';
import { UserError } from '../model/errors.ts';
import { examples } from './examples.ts';
import { addGlobalFlags } from './global-flags.ts';
import type { AddVerb, Invocation } from './invocation.ts';
import { openPlace } from './open-place.ts';
import { showConsole } from './verbs/console.ts';
import { version } from './version.ts';

/**
 * The whole command line with these verbs. What it prints by itself goes to stdout; its complaints are
 * thrown (as commander's errors) and not printed.
 */
export function createProgram(verbs: readonly AddVerb[], start: (program: Command) => Invocation): Command {
  const program = new Command('vfjobs')
    .description('The terminal console for Veryfront background work, with a local executor')
    .usage('[flags] [verb]')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError()
    // Commander adds it by itself only where the program does nothing without a verb.
    .helpCommand('help [verb]', 'show the help of a verb, with examples')
    .allowExcessArguments()
    .action(async () => {
      const [word] = program.args;
      if (word !== undefined && isDeepLink(word)) return openPlace(start(program), word);
      if (word !== undefined) throw unknownVerb(word, program);
      await showConsole(start(program));
    });
  addGlobalFlags(program);
  program.addHelpText(
    'after',
    examples(
      ['vfjobs demo', 'opens the console on an example project'],
      ['vfjobs', 'opens it on the project of the current folder'],
      ['vfjobs run task:hello --wait', 'runs a task and tells by its exit code how it ended'],
    ),
  );
  for (const addVerb of verbs) addVerb(program, () => start(program));
  for (const verb of program.commands) refuseExcessArguments(verb);
  return program;
}

/** They inherit the permission that the program needs for words that are no verb. */
function refuseExcessArguments(command: Command): void {
  command.allowExcessArguments(false);
  for (const nested of command.commands) refuseExcessArguments(nested);
}

function unknownVerb(word: string, program: Command): UserError {
  const verbs = program.commands.map((command) => command.name());
  const [nearest] = nearestNames(word, verbs, 1);
  return new UserError('invalid', `There is no verb "${word}"`, {
    fix: nearest === undefined ? 'See them with "vfjobs --help".' : `Did you mean "vfjobs ${nearest}"?`,
  });
}
