import { openExecutor } from '../../../../src/executor/open-executor.ts';

/**
 * An executor in a process of its own, to be killed. Arguments: project folder, the workflow to run. Prints
 * the id of the run.
 */
const [projectDir = '', target = ''] = process.argv.slice(2);
const executor = await openExecutor({ projectDir });
const { run } = await executor.createRun({ target });
process.stdout.write(`${run.id}\n`);
setInterval(() => {}, 60_000);
