import type { Answer, Body, EndpointId, PathParams, Query } from '../api/endpoints.ts';
import type { Access } from '../model/capabilities.ts';

/** Who makes a call. */
export interface Caller {
  /** What stands on the record of what they change. */
  readonly actor: string;
  readonly access: Access;
  /** The server as they address it, such as `http://127.0.0.1:4100`: they reach other paths of it there. */
  readonly origin: string;
}

/** One call of an endpoint, parsed. */
export interface Call<Id extends EndpointId> {
  readonly params: PathParams<Id>;
  readonly query: Query<Id>;
  readonly body: Body<Id>;
  readonly caller: Caller;
}

export type Handler<Id extends EndpointId> = (call: Call<Id>) => Answer<Id> | Promise<Answer<Id>>;

/** Every endpoint of the table has one: a missing handler does not compile. */
export type Handlers = { readonly [Id in EndpointId]: Handler<Id> };

/** The handlers of one resource, by the first word of their ids. */
export type HandlersOf<Resource extends string> = Pick<
  Handlers,
  Extract<EndpointId, `${Resource}.${string}`>
>;
