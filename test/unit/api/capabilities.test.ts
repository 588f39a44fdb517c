import { expect, test } from 'vitest';
import { capabilitiesFromWire, wireCapabilities } from '../../../src/api/capabilities.ts';

test('abilities of a newer server are ignored, and those that an older one lacks say so', () => {
  const wire = wireCapabilities.parse({
    server: 'other',
    version: '9',
    generations: ['runs', 'tomorrow'],
    abilities: { retry: true, batchActions: 'Not here.', telepathy: true },
  });
  const { abilities, generations } = capabilitiesFromWire(wire);
  expect(generations).toEqual(['runs']);
  expect(abilities).toMatchObject({
    retry: true,
    batchActions: 'Not here.',
    liveRuns: 'This server does not offer it.',
  });
  expect(abilities).not.toHaveProperty('telepathy');
});
