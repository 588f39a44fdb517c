import type { Context } from 'hono';
import { z } from 'zod';
import { actorHeader, actorOf } from '../api/actor.ts';
import type { Endpoint } from '../api/endpoint.ts';
import { type EndpointId, endpoints } from '../api/endpoints.ts';
import { invalidInput } from '../api/invalid.ts';
import { UserError } from '../model/errors.ts';
import type { Project } from '../model/project.ts';
import { jsonAnswer, problemAnswer } from './answers.ts';
import { requireProject } from './find-project.ts';
import type { App, Grant } from './grant.ts';
import type { Call, Handler, Handlers } from './handler.ts';
import { readJsonBody } from './read-body.ts';

/** Adds a route for every endpoint of the table, and an answer for its other methods. */
export function addRoutes(app: App, project: Project, handlers: Handlers): void {
  const methods = new Map<string, string[]>();
  for (const id of Object.keys(endpoints) as EndpointId[]) {
    const { method, path } = endpoints[id];
    app.on(method, path, (context) => answer(context, id, handlers[id], project));
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, allowed] of methods) {
    app.all(path, (context) => wrongMethod(context.req.method, allowed));
  }
}

async function answer<Id extends EndpointId>(
  context: Context<{ Bindings: Pick<Grant, 'access'> }>,
  id: Id,
  handler: Handler<Id>,
  project: Project,
): Promise<Response> {
  const endpoint: Endpoint = endpoints[id];
  const params = context.req.param();
  if (params['project'] !== undefined) requireProject(project, params['project']);
  const query = parse(endpoint.query, context.req.query(), 'query');
  const body = parse(endpoint.body, await readBody(context, endpoint), 'body');
  const caller = {
    actor: actorOf(context.req.header(actorHeader)),
    access: context.env.access,
    // One of the names that the gate lets through.
    origin: `http://${context.req.header('host')}`,
  };
  // The table's own schemas and path made the first three: the types follow from the id.
  const call = { params, query, body, caller } as Call<Id>;
  return jsonAnswer(endpoint.status, await handler(call));
}

/** Endpoints without a body tolerate any: the SDKs announce JSON and send nothing. */
async function readBody(context: Context, endpoint: Endpoint): Promise<unknown> {
  if (endpoint.body instanceof z.ZodUndefined) return undefined;
  return readJsonBody(context.req.raw, endpoint.body instanceof z.ZodOptional);
}

function parse(schema: Endpoint['query'], value: unknown, where: 'query' | 'body'): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error, where);
  return parsed.data;
}

function wrongMethod(method: string, allowed: readonly string[]): Response {
  const allow = allowed.join(', ');
  const error = new UserError('invalid', `${method} is not possible here, only ${allow}`);
  return problemAnswer(error, 405, { allow });
}
