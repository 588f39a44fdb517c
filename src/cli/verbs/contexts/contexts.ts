import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { addAdd } from './add.ts';
import { addLs } from './ls.ts';
import { addRemove } from './remove.ts';
import { addShow } from './show.ts';
import { addTest } from './test.ts';
import { addUse } from './use.ts';

export const addVerb: AddVerb = (program, start) => {
  const contexts = program
    .command('contexts')
    .description('Manage named connections to executors and to Veryfront')
    .addHelpText(
      'after',
      examples(
        ['vfjobs contexts ls', 'all contexts, the one in use marked'],
        [
          'vfjobs contexts use staging',
          'whatever follows talks to it; "local" goes back to the own executor',
        ],
      ),
    );
  for (const add of [addLs, addAdd, addUse, addShow, addTest, addRemove]) add(contexts, start);
};
