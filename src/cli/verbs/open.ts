import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { openPlace } from '../open-place.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('open')
    .argument('<place>', 'a link that the console copied (vfjobs://…), or the id of a run')
    .description('Open the console at a place')
    .addHelpText(
      'after',
      examples(
        ['vfjobs open vfjobs://prod-eu/acme/run/0199a3c2-8f1e', 'that run, in the context prod-eu'],
        ['vfjobs open 0199a3c2-8f1e', 'a run of the context in use, by the beginning of its id'],
      ),
    )
    .action((place: string) => openPlace(start(), place));
};
