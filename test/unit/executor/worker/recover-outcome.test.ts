import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resultFile } from '../../../../src/executor/worker/log-paths.ts';
import { recoverOutcome } from '../../../../src/executor/worker/recover-outcome.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

function written(output: string): string {
  return `{"reason":"ok","output":${output},"error":null,"exitCode":0,"signal":null}`;
}

test('a finished attempt is found with its output, however deep', async () => {
  using dir = makeTempDir();
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  writeFileSync(resultFile(dir.path), written(deep));
  expect(await recoverOutcome(dir.path)).toMatchObject({ reason: 'ok', exitCode: 0 });
});

test('a file that is cut off is none', async () => {
  using dir = makeTempDir();
  expect(await recoverOutcome(dir.path)).toBeNull();
  writeFileSync(resultFile(dir.path), written('1').slice(0, -5));
  expect(await recoverOutcome(dir.path)).toBeNull();
});
