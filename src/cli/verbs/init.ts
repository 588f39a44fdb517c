import { resolve } from 'node:path';
import { scaffold } from '../../executor/templates/scaffold.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('init')
    .argument('[dir]', 'where to write it', '.')
    .description('Write an example project; files that exist are kept')
    .addHelpText(
      'after',
      examples(
        ['vfjobs init my-jobs', 'an example project in my-jobs/'],
        ['vfjobs init', 'adds the example to the current folder'],
      ),
    )
    .action(async (dir: string) => {
      const { output, cwd } = start();
      const folder = resolve(cwd, dir);
      const { written, kept } = await scaffold(folder);
      if (output.json) return output.value({ dir: folder, written, kept });
      output.line(
        `Wrote ${written.length} files to ${folder}${kept.length === 0 ? '' : `, kept ${kept.length}`}.`,
      );
      const enter = dir === '.' ? '' : `cd ${dir} && `;
      output.line('Next:');
      output.line(`  ${enter}vfjobs              open the console`);
      output.line(`  ${enter}vfjobs targets      see what can be run`);
      output.line(`  ${enter}vfjobs run task:index-knowledge --follow`);
    });
};
