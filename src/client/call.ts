import type { Endpoint } from '../api/endpoint.ts';
import {
  type Answer,
  type BodyInput,
  type EndpointId,
  endpoints,
  type PathParams,
  type QueryInput,
} from '../api/endpoints.ts';
import { invalidInput } from '../api/invalid.ts';
import { UserError } from '../model/errors.ts';
import type { Transport } from './transport.ts';

type ParamsOf<Id extends EndpointId> = [keyof PathParams<Id>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: PathParams<Id> };

type BodyOf<Id extends EndpointId> =
  BodyInput<Id> extends undefined ? { readonly body?: undefined } : { readonly body: BodyInput<Id> };

/** What a call of an endpoint needs, as its row in the table says. */
export type CallArguments<Id extends EndpointId> = ParamsOf<Id> &
  BodyOf<Id> & {
    readonly query?: QueryInput<Id> | undefined;
    /** How often to try; by default three times for a GET and once for a POST. */
    readonly tries?: number | undefined;
    /** Milliseconds that one try may take, in place of the client's own. */
    readonly timeoutMs?: number | undefined;
  };

/** Calls an endpoint of the table. @throws UserError see `Transport`; `unavailable` for an answer of another shape */
export type CallEndpoint = <Id extends EndpointId>(id: Id, input: CallArguments<Id>) => Promise<Answer<Id>>;

export const triesOfRepeatable = 3;

/** @param origin of the server, for error texts */
export function createCall(transport: Transport, origin: string): CallEndpoint {
  return async <Id extends EndpointId>(id: Id, input: CallArguments<Id>) => {
    const endpoint: Endpoint = endpoints[id];
    const tries = input.tries ?? (endpoint.method === 'GET' ? triesOfRepeatable : 1);
    const path = fillPath(endpoint.path, input.params) + queryText(input.query);
    const { body, timeoutMs } = input;
    const json = await transport.send({ name: id, method: endpoint.method, path, body, tries, timeoutMs });
    const parsed = endpoint.response.safeParse(json);
    // The table's own schema made this value: the type follows from the id.
    if (parsed.success) return parsed.data as Answer<Id>;
    throw new UserError('unavailable', `${origin} answered in a form that is not known`, {
      fix: `Is it a Veryfront API? In the answer to ${id}, ${invalidInput(parsed.error, 'body').message}.`,
    });
  };
}

function fillPath(path: string, params: Readonly<Record<string, string>> | undefined): string {
  return path.replace(/:(\w+)/g, (_, name: string) => segment(name, params?.[name] ?? ''));
}

/** Dots alone would lead to another path, however they are encoded. */
function segment(name: string, value: string): string {
  if (/^\.{0,2}$/.test(value)) throw new UserError('invalid', `"${value}" cannot be the name of a ${name}`);
  return encodeURIComponent(value);
}

function queryText(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search}`;
}
