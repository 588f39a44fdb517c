import { Command } from 'commander';
import { examples } from './examples.ts';
import { addGlobalFlags } from './global-flags.ts';
import type { AddVerb, Invocation } from './invocation.ts';
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
    // The verb is an argument of no command: `vfjobs rnus` is to be refused and not to open the console.
    .allowExcessArguments(false)
    .action(() => showConsole(start(program)));
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
  return program;
}
