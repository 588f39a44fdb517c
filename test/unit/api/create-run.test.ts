import { describe, expect, test } from 'vitest';
import { createRunFromWire, createRunToWire, wireCreateRun } from '../../../src/api/create-run.ts';
import type { CreateRun } from '../../../src/model/run.ts';

const owner = { kind: 'project', id: 'demo' } as const;

function read(body: unknown) {
  return createRunFromWire(wireCreateRun.parse(body));
}

describe('createRunFromWire', () => {
  test('keeps a zero, which is not the same as a missing number', () => {
    const run = read({ kind: 'task', owner, request: { target: 'task:a', backoff_limit: 0 } });
    expect(run).toMatchObject({ target: 'task:a', backoffLimit: 0, timeoutSeconds: undefined });
  });

  test.each([
    ['manual', 'manual'],
    ['nightly', 'api'],
    [null, 'api'],
  ])('a run of start mode %s was triggered by: %s', (startMode, triggerKind) => {
    const run = read({ kind: 'task', owner, request: { target: 'task:a', start_mode: startMode } });
    expect(run).toMatchObject({ triggerKind, startMode: startMode ?? undefined });
  });

  test('takes the target of a workflow from its id', () => {
    expect(read({ kind: 'workflow', owner, request: { workflow_id: 'ship' } }).target).toBe('workflow:ship');
  });

  test.each([
    [{ kind: 'workflow', owner, request: { target: 'task:a' } }, 'is not of kind workflow'],
    [{ kind: 'task', owner, request: { target: 'hello' } }, 'is not of kind task'],
    [{ kind: 'task', owner, request: {} }, 'request.target is required'],
    [{ kind: 'workflow', owner, request: { workflow_id: 'a', target: 'workflow:b' } }, 'differ'],
  ])('refuses a target that does not fit: %j', (body, message) => {
    expect(() => read(body)).toThrow(
      expect.objectContaining({ kind: 'invalid', message: expect.stringContaining(message) }),
    );
  });

  test('drops unknown keys and takes null for a missing value', () => {
    const run = read({
      kind: 'task',
      owner,
      extra: 1,
      public_id: null,
      request: { target: 'task:a', name: null, x: 2 },
    });
    expect(run).toMatchObject({ target: 'task:a', publicId: undefined, name: undefined });
    expect(run).not.toHaveProperty('extra');
  });
});

describe('createRunToWire', () => {
  test('says that a person started it', () => {
    const sent = createRunToWire({ target: 'task:a', triggerKind: 'manual' }, 'demo');
    expect(read(sent)).toMatchObject({ triggerKind: 'manual', startMode: 'manual' });
  });

  test('is read back as it was meant', () => {
    const input = {
      target: 'workflow:ship/it',
      name: 'Ship',
      input: { a: [1, null] },
      batchId: 'batch',
      publicId: 'key',
      timeoutSeconds: 5,
      backoffLimit: 0,
      environmentId: 'env',
      runtimeTargetKind: 'environment',
    } satisfies CreateRun;
    const sent = JSON.parse(JSON.stringify(createRunToWire(input, 'demo')));
    expect(sent.request.workflow_id).toBe('ship/it');
    expect(read(sent)).toMatchObject(input);
  });

  test.each(['hello', ':x', 'task:'])('refuses %s before anything is sent', (target) => {
    expect(() => createRunToWire({ target }, 'demo')).toThrow(`"${target}" is not a target`);
  });

  test('says of a deployment where it runs', () => {
    expect(() => createRunToWire({ target: 'deploy:site' }, 'demo')).toThrow(
      expect.objectContaining({ kind: 'unsupported', fix: expect.stringContaining('Veryfront cloud') }),
    );
  });
});
