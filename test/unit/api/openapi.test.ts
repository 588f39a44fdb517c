import { expect, test } from 'vitest';
import { endpoints } from '../../../src/api/endpoints.ts';
import { openApiDocument } from '../../../src/api/openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument('1.2.3')));

test('the document describes every endpoint of the table', () => {
  expect(document.openapi).toBe('3.1.0');
  for (const [id, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    const operation = document.paths[path][endpoint.method.toLowerCase()];
    expect(operation).toMatchObject({ operationId: id, summary: endpoint.summary });
    expect(Object.keys(operation.responses)).toContain(String(endpoint.status));
  }
});

test('every reference in the document leads somewhere', () => {
  const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(new Set(references)).toEqual(new Set(['"$ref":"#/components/schemas/Problem"']));
  expect(document.components.schemas.Problem.type).toBe('object');
});

test('a number in a query is described as a number with its range', () => {
  const { parameters } = document.paths['/projects/{project}/jobs'].get;
  expect(parameters).toContainEqual({
    name: 'limit',
    in: 'query',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 100 },
  });
});

test('our additions are marked', () => {
  expect(document.paths['/capabilities'].get['x-vfjobs-addition']).toBe(true);
  expect(document.paths['/runs'].post).not.toHaveProperty('x-vfjobs-addition');
});
