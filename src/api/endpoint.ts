import { z } from 'zod';

/** One operation of the API: server and client are both made from it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` is one percent-encoded segment. */
  readonly path: string;
  readonly query: z.ZodType;
  /** `z.undefined()` where no body is read. */
  readonly body: z.ZodType;
  readonly response: z.ZodType;
  /** Status of a success. */
  readonly status: 200 | 201 | 202;
  /** True where the path is an addition of ours. */
  readonly ours: boolean;
  /** One sentence for the generated OpenAPI document. */
  readonly summary: string;
}

/** What most rows of the table have: no query, no body, status 200, documented. */
export const endpointBase = {
  query: z.object({}),
  body: z.undefined(),
  status: 200,
  ours: false,
} as const;

/** Beginning of every path below a project, named by UUID or slug. */
export const projectPath = '/projects/:project';
