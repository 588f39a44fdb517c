import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { wireProblem } from './problem.ts';

type JsonSchema = Record<string, unknown>;

/**
 * The API as an OpenAPI 3.1 document, made from the endpoint table.
 * @param version of this program
 */
export function openApiDocument(version: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const [id, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(id, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Veryfront REST API, as served by vfjobs', version },
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(wireProblem, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      },
    },
  };
}

function operation(id: string, endpoint: Endpoint): JsonSchema {
  const body = schemaOf(endpoint.body, 'input');
  return {
    operationId: id,
    summary: endpoint.summary,
    tags: [id.slice(0, id.indexOf('.'))],
    ...(endpoint.ours ? { 'x-vfjobs-addition': true } : {}),
    parameters: [...pathParameters(endpoint.path), ...queryParameters(endpoint.query)],
    ...(endpoint.body instanceof z.ZodUndefined
      ? {}
      : { requestBody: { required: !(endpoint.body instanceof z.ZodOptional), content: json(body) } }),
    responses: {
      [endpoint.status]: { description: 'Success', content: json(schemaOf(endpoint.response, 'output')) },
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function pathParameters(path: string): JsonSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType): JsonSchema[] {
  const properties = schemaOf(query, 'input')['properties'];
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));
}

/** Fields whose schema reads worse than what it accepts say so in their `openapi` meta. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      const better: unknown = jsonSchema['openapi'];
      if (typeof better !== 'object' || better === null) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, better);
    },
  });
  return rest;
}

function json(schema: JsonSchema): JsonSchema {
  return { 'application/json': { schema } };
}
