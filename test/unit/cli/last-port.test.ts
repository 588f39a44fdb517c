import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onLastPort } from '../../../src/cli/last-port.ts';
import { startServer } from '../../../src/server/start-server.ts';
import { startStack } from '../../helpers/start-stack.ts';
import { makeTempDir } from '../../helpers/temp-dir.ts';

test('a server comes back on its last port, and on another one when that is taken or unknown', async () => {
  await using stack = await startStack({ tasks: {} });
  using dir = makeTempDir('port');
  const { executor, token } = stack;
  const listen = (port: number) => startServer({ executor, token, port, version: '0.0.0-test' });

  const first = await onLastPort(dir.path, listen);
  await first.close();
  const second = await onLastPort(dir.path, listen);
  expect(second.port).toBe(first.port);

  const third = await onLastPort(dir.path, listen);
  expect(third.port).not.toBe(second.port);
  expect(readFileSync(join(dir.path, 'port'), 'utf8')).toBe(`${third.port}\n`);
  await Promise.all([second.close(), third.close()]);

  writeFileSync(join(dir.path, 'port'), 'nonsense');
  const fourth = await onLastPort(dir.path, listen);
  expect(fourth.port).toBeGreaterThan(0);
  await fourth.close();
});
