import type { JsonObject } from '../../src/lib/json.ts';
import type { SchemaCheck } from './check-config.ts';

/**
 * A check of configs against a target's input schema. The validator is loaded when the first form
 * opens. A schema that it can't read checks nothing: the server has the last word.
 */
export async function schemaCheckFor(schema: JsonObject): Promise<SchemaCheck> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // The dialect does not matter to a check of a config, and an unknown one would be refused.
  const { $schema: _, ...rules } = schema;
  try {
    const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(rules);
    return (config) => {
      if (validate(config)) return [];
      return (validate.errors ?? []).map((error) => {
        const place = error['instancePath'].slice(1).replaceAll('/', '.');
        return `${place === '' ? 'config' : place} ${error.message ?? 'is not allowed'}${detailOf(error.params)}`;
      });
    };
  } catch {
    return () => [];
  }
}

function detailOf(params: Record<string, unknown>): string {
  const extra = params['additionalProperty'];
  if (typeof extra === 'string') return `: ${extra}`;
  const allowed = params['allowedValues'];
  return Array.isArray(allowed) ? `: ${allowed.join(', ')}` : '';
}
