import addCompletion from '@bomb.sh/tab/commander';
import { openConfigFile } from '../../config/config-file.ts';
import { localContextName } from '../../config/local-context.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { completeNames } from '../schedules/complete-names.ts';

/** Comes after all other verbs: it reads them off the program. */
export const addVerb: AddVerb = (program) => {
  const completed = addCompletion(program, { completionCommandName: 'completion' });
  completed.option('context', 'a context', (complete) => {
    for (const name of contextNames()) complete(name, '');
  });
  completeNames(completed);
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('Print a script that completes verbs and flags in your shell')
    .addHelpText(
      'after',
      examples(
        ['source <(vfjobs completion bash)', 'for this shell; put it into ~/.bashrc for all'],
        ['vfjobs completion zsh > ~/.vfjobs.zsh', 'then add "source ~/.vfjobs.zsh" to ~/.zshrc'],
        ['vfjobs completion fish > ~/.config/fish/completions/vfjobs.fish', 'for every fish'],
      ),
    );
};

function contextNames(): string[] {
  try {
    const { contexts } = openConfigFile(process.env).read();
    return [localContextName, ...contexts.map((context) => context.name)];
  } catch {
    // A completion has no place to complain in; the next verb will.
    return [localContextName];
  }
}
