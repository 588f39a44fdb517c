import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { openApiDocument } from '../api/openapi.ts';
import { UserError } from '../model/errors.ts';
import { jsonAnswer, problemAnswer } from './answers.ts';
import type { App } from './grant.ts';
import { createHandlers, type HandlerParts } from './handlers/handlers.ts';
import { addRoutes } from './routes.ts';

export interface AppParts extends HandlerParts {
  /** Told of every failure that is a bug of ours; the caller of the API sees no details. */
  readonly onError: (error: unknown) => void;
}

/** The HTTP side of the API, without a socket: a request in, an answer out, always JSON. */
export function createApp(parts: AppParts): App {
  const { executor, version, onError } = parts;
  const app: App = new Hono({ getPath: routedPath });
  app.get('/openapi.json', () => jsonAnswer(200, openApiDocument(version)));
  addRoutes(app, executor.project, createHandlers(parts));
  app.notFound(() => {
    const error = new UserError('not-found', 'There is nothing at this path', {
      fix: 'GET /openapi.json lists every path.',
    });
    return problemAnswer(error);
  });
  app.onError((thrown) => {
    if (thrown instanceof UserError) return problemAnswer(thrown);
    if (thrown instanceof HTTPException) return thrown.getResponse();
    onError(thrown);
    const error = new UserError('unavailable', 'The server failed to answer: an error of its own', {
      fix: 'The trace file of the executor has the details.',
    });
    return problemAnswer(error, 500);
  });
  return app;
}

/** The path as sent, still encoded: segments are decoded one by one after routing. */
function routedPath(request: Request): string {
  // A client whose base URL ends in a slash asks for `//projects/…`.
  return new URL(request.url).pathname.replace(/^\/{2,}/, '/');
}
