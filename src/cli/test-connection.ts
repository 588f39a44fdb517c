import type { Client } from '../client/client.ts';
import type { Connection } from '../config/choose-connection.ts';
import { defaultStateDir } from '../executor/state-dir.ts';
import { type ErrorKind, messageOf, UserError } from '../model/errors.ts';
import type { TestStep } from '../store/contexts-port.ts';
import { findDaemon } from './attach.ts';
import { connect } from './connect.ts';

type Tell = (step: TestStep) => void;

/** More than this is told; `Date` headers are not more exact. */
const skewLimitMs = 2_000;
const roundTrips = 5;

/**
 * Tries a connection and changes nothing: an executor that does not run is not started.
 * @param tell hears each step as it is known; nothing follows a failed one
 * @returns the kind of failure, null when all went well
 */
export async function testConnection(
  connection: Connection,
  launcher: string,
  tell: Tell,
): Promise<ErrorKind | null> {
  if (connection.kind === 'local' && (await findDaemon(defaultStateDir(connection.projectDir))) === null) {
    tell({ name: 'executor', state: 'note', text: 'does not run; it is started when the context is used' });
    return null;
  }
  let client: Client | null = null;
  try {
    client = (await connect(connection, launcher)).client;
    await testClient(client, tell);
    return null;
  } catch (thrown) {
    tell({ name: stepOf(thrown), state: 'failed', text: withFix(thrown) });
    return thrown instanceof UserError ? thrown.kind : 'unavailable';
  } finally {
    await client?.close();
  }
}

async function testClient(client: Client, tell: Tell): Promise<void> {
  const { server, version, access, abilities } = await client.capabilities();
  tell({ name: 'server', state: 'ok', text: `${client.apiUrl} answers: ${server} ${version}` });
  const me = await client.me().catch(unlessRefused);
  const who = me === null ? '' : `: ${me.name ?? me.email ?? me.id}`;
  tell({
    name: 'token',
    state: 'ok',
    text: `accepted${who}${access === 'read-only' ? ', it only reads' : ''}`,
  });
  const project = await client.resolveProject();
  tell({ name: 'project', state: 'ok', text: `${project.slug} (${project.name ?? project.id})` });
  const missing = Object.entries(abilities).filter(([, ability]) => ability !== true);
  tell({
    name: 'abilities',
    state: missing.length === 0 ? 'ok' : 'note',
    text: missing.length === 0 ? 'all' : `without ${missing.map(([name]) => name).join(', ')}`,
  });
  for (let count = 0; count < roundTrips; count++) await client.me().catch(unlessRefused);
  tellLink(client, tell);
}

function tellLink({ traffic }: Client, tell: Tell): void {
  // The first ones opened the connection.
  const sorted = traffic.roundTripMs.slice(-roundTrips).toSorted((left, right) => left - right);
  const median = Math.round(sorted[sorted.length >> 1] ?? 0);
  tell({ name: 'round trip', state: 'ok', text: `${median} ms, the median of ${sorted.length}` });
  const skewMs = traffic.skewMs ?? 0;
  const isWrong = Math.abs(skewMs) > skewLimitMs;
  const side = skewMs > 0 ? 'behind' : 'ahead of';
  tell({
    name: 'clock',
    state: isWrong ? 'note' : 'ok',
    text: isWrong
      ? `ours is ${Math.round(Math.abs(skewMs) / 1000)} s ${side} the server’s; ages are told by the server’s`
      : 'agrees with the server’s within 2 s',
  });
}

/** A server may not tell who the token is of; that it is refused matters. */
function unlessRefused(thrown: unknown): null {
  if (thrown instanceof UserError && thrown.kind !== 'auth') return null;
  throw thrown;
}

function stepOf(thrown: unknown): string {
  if (!(thrown instanceof UserError)) return 'server';
  if (thrown.kind === 'auth') return 'token';
  return thrown.kind === 'not-found' || thrown.kind === 'forbidden' ? 'project' : 'server';
}

function withFix(thrown: unknown): string {
  const fix = thrown instanceof UserError && thrown.fix !== undefined ? ` ${thrown.fix}` : '';
  return `${messageOf(thrown).replace(/\.$/, '')}.${fix}`;
}
