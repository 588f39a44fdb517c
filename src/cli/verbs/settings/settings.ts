import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { addCheck } from './check.ts';
import { addEdit } from './edit.ts';
import { addGet } from './get.ts';
import { addPath } from './path.ts';
import { addSchema } from './schema.ts';
import { addSet } from './set.ts';
import { addShow } from './show.ts';

export const addVerb: AddVerb = (program, start) => {
  const settings = program
    .command('settings')
    .description('Show and change how the console looks and behaves: keys, theme, own commands')
    .addHelpText(
      'after',
      examples(
        ['vfjobs settings set theme colour-blind', 'an open console changes at once'],
        ['vfjobs settings set keys.refresh ctrl+r', 'another key; "vfjobs settings check" tells clashes'],
      ),
    );
  for (const add of [addPath, addShow, addGet, addSet, addEdit, addCheck, addSchema]) add(settings, start);
};
