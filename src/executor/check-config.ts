import type { ErrorObject, ValidateFunction } from 'ajv';
import type { JsonValue } from '../lib/json.ts';
import { messageOf, UserError } from '../model/errors.ts';
import type { Target } from '../model/target.ts';

const maxProblems = 5;

/** Checks configs, and the inputs of workflows, against the input schemas of targets. */
export interface ConfigChecker {
  /**
   * @throws UserError `invalid` that names every field that is wrong, or the schema itself when it is
   *   no JSON Schema
   */
  check(target: Target, config: JsonValue): Promise<void>;
}

export function createConfigChecker(): ConfigChecker {
  /** By target, with the text of its schema: one that is edited gets a new one. */
  const compiled = new Map<string, { readonly schema: string; readonly validate: ValidateFunction }>();
  return {
    async check(target, config) {
      if (Object.keys(target.inputSchema).length === 0) return;
      const schema = JSON.stringify(target.inputSchema);
      const known = compiled.get(target.target);
      const validate = known?.schema === schema ? known.validate : await compile(target);
      compiled.set(target.target, { schema, validate });
      if (validate(config)) return;
      const what = target.kind === 'workflow' ? 'input' : 'config';
      const problems = (validate.errors ?? []).map((error) => describe(error, what));
      const more = problems.length > maxProblems ? `; and ${problems.length - maxProblems} more` : '';
      throw new UserError(
        'invalid',
        `The ${what} does not fit ${target.target}: ${problems.slice(0, maxProblems).join('; ')}${more}`,
        { fix: `Correct the ${what}; \`vfjobs targets ${target.target}\` shows its schema.` },
      );
    },
  };
}

/** The validator is loaded when the first schema is there: it would make every start slower. */
async function compile(target: Target): Promise<ValidateFunction> {
  const { $schema, ...schema } = target.inputSchema;
  const newer = typeof $schema === 'string' && /20(19-09|20-12)/.test($schema);
  const Validator = newer ? (await import('ajv/dist/2020.js')).Ajv2020 : (await import('ajv')).Ajv;
  try {
    const ajv = new Validator({ allErrors: true, strict: false, validateFormats: false, logger: false });
    return ajv.compile(schema);
  } catch (error) {
    const place = target.sourcePath ?? target.target;
    throw new UserError(
      'invalid',
      `The input schema of ${target.target} is not usable: ${messageOf(error)}`,
      {
        fix: `Correct inputSchema in ${place}.`,
        cause: error,
      },
    );
  }
}

/** `count must be integer`, `limits.max is missing`, `colour is not known here`. */
function describe(error: ErrorObject, whole: string): string {
  const { keyword, params, message } = error;
  const field = error['instancePath'].slice(1).replaceAll('/', '.');
  const below = (name: unknown) => (field === '' ? String(name) : `${field}.${name}`);
  if (keyword === 'required') return `${below(params['missingProperty'])} is missing`;
  if (keyword === 'additionalProperties') return `${below(params['additionalProperty'])} is not known`;
  const allowed = keyword === 'enum' ? `: ${JSON.stringify(params['allowedValues'])}` : '';
  return `${field === '' ? whole : field} ${message ?? keyword}${allowed}`;
}
