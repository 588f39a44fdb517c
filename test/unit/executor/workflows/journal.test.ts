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
