import { describe, expect, test } from 'vitest';
import { checkSource, draftOf } from '../../../../../src/executor/schedules/source/check-source.ts';
import type { JsonObject, JsonValue } from '../../../../../src/lib/json.ts';

const good: JsonObject = { id: 'nightly', schedule: '30 2 * * *', target: { kind: 'task', id: 'backup' } };

function faultsOf(value: JsonValue): readonly string[] {
  const checked = checkSource(value);
  return 'id' in checked ? [] : checked.map(({ code, message }) => `${code} ${message}`);
}

describe('a definition of a schedule', () => {
  test('needs an id, a cron and a target, and has the defaults of every schedule', () => {
    const checked = checkSource(good);
    if (!('id' in checked)) throw new Error('refused');
    expect(draftOf(checked)).toEqual({
      name: 'nightly',
      target: 'task:backup',
      kind: 'scheduled',
      when: '30 2 * * *',
    });
  });

  test('may have every member of the contract', () => {
    const all: JsonObject = {
      id: 'team-a/nightly.v2',
      cron: ' 30  2 * * mon ',
      schedule: '30 2 * * MON',
      target: { kind: 'workflow', id: 'backup' },
      name: 'Nightly backup',
      description: 'Before the bakers come.',
      timezone: 'Europe/Stockholm',
      input: { deep: [1, { two: null }] },
      timeoutSeconds: 60,
      backoffLimit: 0,
      concurrencyPolicy: 'Replace',
      maxRuns: 10,
      health: { maxStalenessSeconds: 90_000 },
      integrationRequirements: [
        {
          integration: 'slack',
          requiredScopes: ['chat:write'],
          resources: [{ kind: 'channel', id: 'C1', parent: { kind: 'team', id: 'T1' } }],
        },
      ],
    };
    const checked = checkSource(all);
    if (!('id' in checked)) throw new Error(JSON.stringify(checked));
    expect(draftOf(checked)).toEqual({
      name: 'Nightly backup',
      target: 'workflow:backup',
      kind: 'scheduled',
      when: '30 2 * * MON',
      timezone: 'Europe/Stockholm',
      config: { deep: [1, { two: null }] },
      timeoutSeconds: 60,
      backoffLimit: 0,
      concurrencyPolicy: 'Replace',
      maxRuns: 10,
      maxStalenessSeconds: 90_000,
      note: 'Before the bakers come.',
    });
  });

  test('may name its cron by either word', () => {
    const { schedule: when, ...rest } = good;
    expect(faultsOf({ ...rest, cron: when ?? null })).toEqual([]);
    expect(faultsOf({ ...rest })).toEqual([expect.stringMatching(/schedule: is missing/)]);
    expect(faultsOf({ ...good, cron: '31 2 * * *' })).toEqual([
      expect.stringMatching(/cron: says something else than schedule/),
    ]);
  });

  test.each([
    ['id', 'Nightly', /"Nightly" is no id/],
    ['id', 'a//b', /is no id/],
    ['id', 'a/-b', /is no id/],
    ['id', '', /"" is no id/],
    ['id', 'a'.repeat(257), /more than 256/],
    ['id', 7, /has to be a string/],
    ['schedule', '30 25 * * *', /hour: 25/],
    ['schedule', '@daily', /@daily is a macro/],
    ['schedule', '0 30 2 * * *', /there are 6/],
    ['schedule', '0 0 31 2 *', /never fires/],
    ['timezone', 'Europe/Stokholm', /did you mean Europe\/Stockholm/],
    ['timezone', '+01:00', /no IANA timezone/],
    ['timezone', 'UTC+1', /no IANA timezone/],
    ['target', 'task:backup', /has to be an object/],
    ['target', { kind: 'eval', id: 'x' }, /target\.kind: has to be "task" or "workflow"/],
    ['target', { kind: 'task' }, /target\.id: is missing/],
    ['target', { kind: 'task', id: 'x', conversationMode: 'none' }, /conversationMode: is for agents only/],
    ['target', { kind: 'task', id: 'x', more: 1 }, /target\.more: is not known here/],
    ['name', ' ', /name: is empty/],
    ['name', 'n'.repeat(257), /more than 256/],
    ['description', 'n'.repeat(4097), /more than 4096/],
    ['input', [1], /input: has to be an object/],
    ['timeoutSeconds', 0, /0 is not a whole number from 1 to 86400/],
    ['timeoutSeconds', '60', /has to be a whole number/],
    ['backoffLimit', -1, /-1 is not a whole number from 0 to 100/],
    ['backoffLimit', 1.5, /1.5 is not/],
    ['concurrencyPolicy', 'forbid', /has to be "Allow", "Forbid" or "Replace"/],
    ['maxRuns', 0, /0 is not a whole number/],
    ['agentMessage', { prompt: 'hi' }, /is for agents only/],
    ['health', {}, /health\.maxStalenessSeconds: is missing/],
    ['health', { maxStalenessSeconds: 0 }, /not a whole number/],
    ['integrationRequirements', [{ integration: 'Slack' }], /is no integration/],
    [
      'integrationRequirements',
      [{ integration: 'a' }, { integration: 'a' }],
      /1\.integration: a is named twice/,
    ],
    ['integrationRequirements', Array.from({ length: 21 }, (_, i) => ({ integration: `a${i}` })), /20 items/],
    ['timeZone', 'UTC', /timeZone: is not known here; did you mean timezone\?/],
    ['jitterSeconds', 5, /jitterSeconds: is not known here/],
  ] as const)('is refused for %s = %j', (member, value, message) => {
    const copy: JsonValue = JSON.parse(JSON.stringify(value));
    expect(faultsOf({ ...good, [member]: copy })).toEqual([expect.stringMatching(message)]);
  });

  test.each([[null], [7], ['x'], [[]]])('is refused for %j as a whole', (value) => {
    expect(faultsOf(value)).toEqual(['invalid_definition the definition has to be an object']);
  });

  test('of an agent is told to be for the cloud', () => {
    expect(
      faultsOf({ ...good, target: { kind: 'agent', id: 'helper' }, agentMessage: { prompt: 'hi' } }),
    ).toEqual([expect.stringMatching(/^unsupported_target agent:helper cannot run here/)]);
  });

  test('tells all that is wrong with it, within bounds', () => {
    expect(faultsOf({ id: 'A', schedule: 'x', target: {}, one: 1, two: 2 })).toHaveLength(6);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`member${index}`, index]));
    expect(faultsOf({ ...good, ...many })).toHaveLength(20);
  });
});
