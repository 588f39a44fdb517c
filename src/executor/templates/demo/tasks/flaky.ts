import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { TaskContext } from '../task-types.ts';

// Fails at the first attempt of a run and succeeds at the second: watch the retry.
export default {
  name: 'Flaky delivery',
  description: 'The supplier is busy at first. A retry saves the run.',
  schedulable: true,

  async run(ctx: TaskContext) {
    // Every attempt of a run sees the same RUN_EXECUTION_ID.
    const marker = `.vfjobs-demo/called-${ctx.env.RUN_EXECUTION_ID ?? 'once'}`;
    console.log('calling Miller & Sons …');
    if (await isFirstCall(marker)) {
      console.error('the line is engaged');
      throw new Error('Miller & Sons did not answer: the line is engaged.');
    }
    await rm(marker, { force: true });
    console.log('ordered 25 kg of rye flour');
    return { supplier: 'Miller & Sons', ordered: '25 kg rye flour' };
  },
};

async function isFirstCall(marker: string): Promise<boolean> {
  await mkdir('.vfjobs-demo', { recursive: true });
  // "wx" fails when the file is there: two runs cannot both be first.
  return writeFile(marker, '', { flag: 'wx' }).then(
    () => true,
    () => false,
  );
}
