import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../../src/executor/worker/child/workflow/journal.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

describe('the journal of a workflow', () => {
  test('knows after it was opened again what was noted, for its owner only', () => {
    using dir = makeTempDir('journal');
    const file = join(dir.path, 'workflow.jsonl');
    const first = openJournal(file);
    first.noteEnd('__proto__', { kind: 'completed', output: { a: ['ü\n'] } });
    first.noteEnd('nothing', { kind: 'completed', output: undefined });
    first.noteEnd('left out', { kind: 'skipped' });
    first.noteWait('sign', { id: 'sign', requestedAt: 5, until: null });
    first.close();
    const second = openJournal(file);
    expect(second.ended('__proto__')).toEqual({ kind: 'completed', output: { a: ['ü\n'] } });
    expect(second.ended('nothing')).toEqual({ kind: 'completed', output: undefined });
    expect(second.ended('left out')).toEqual({ kind: 'skipped' });
    expect(second.ended('sign')).toBeNull();
    expect(second.wait('sign')).toEqual({ id: 'sign', requestedAt: 5, until: null });
    expect([second.hasWaitId('sign'), second.hasWaitId('other')]).toEqual([true, false]);
    second.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('forgets a line that a crash has torn, and goes on behind the whole ones', () => {
    using dir = makeTempDir('journal');
    const file = join(dir.path, 'workflow.jsonl');
    const first = openJournal(file);
    first.noteEnd('one', { kind: 'completed', output: 1 });
    first.close();
    appendFileSync(file, '{"path":"two","comple');
    const second = openJournal(file);
    expect(second.ended('two')).toBeNull();
    second.noteEnd('two', { kind: 'completed', output: 2 });
    second.close();
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2);
    const third = openJournal(file);
    expect(third.ended('two')).toEqual({ kind: 'completed', output: 2 });
    third.close();
  });
});

/** Notes steps until the system refuses to let the file grow, and prints how many were taken. */
const fillUp = `
  import { openJournal } from ${JSON.stringify(new URL('../../../../src/executor/worker/child/workflow/journal.ts', import.meta.url).href)};
  process.on('SIGXFSZ', () => {});
  const journal = openJournal(process.argv[1]);
  let taken = 0;
  for (let n = 0; n < 20; n += 1) {
    try {
      journal.noteEnd('step' + n, { kind: 'completed', output: 'x'.repeat(700) });
      taken += 1;
    } catch {}
  }
  console.log(taken);
`;

test('holds every step that was taken, whole, and nothing of one that a full disk refused', () => {
  using temp = makeTempDir('journal');
  const file = join(temp.path, 'workflow.jsonl');
  const limited = [
    '-c',
    'ulimit -f 8; exec "$@"',
    'sh',
    process.execPath,
    '--input-type=module',
    '-e',
    fillUp,
    file,
  ];
  const taken = Number(execFileSync('sh', limited, { encoding: 'utf8' }));
  expect(taken).toBeGreaterThan(1);
  expect(taken).toBeLessThan(20);
  expect(readFileSync(file, 'utf8').match(/^\{.*\}\n/gm)).toHaveLength(taken);
  expect(readFileSync(file, 'utf8')).toMatch(/\n$/);
});
