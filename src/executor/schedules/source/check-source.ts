import type { z } from 'zod';
import type { JsonValue } from '../../../lib/json.ts';
import { nearestNames } from '../../../lib/nearest-names.ts';
import type { ScheduleDraft } from '../../../model/schedule.ts';
import type { SourceFaultCode } from '../../../model/source-fault.ts';
import { type SourceDefinition, sourceDefinition } from './source-schema.ts';

/** What is wrong with a definition, before its line is known. */
export interface DefinitionFault {
  readonly code: SourceFaultCode;
  readonly message: string;
  /** The member that is meant: names from the outside to the inside. */
  readonly path: readonly string[];
}

/** Faults of one file that are told. */
const mostFaults = 20;

/** Reads what a file exports as a schedule (contract section 15.1): the definition, or all that is wrong with it. */
export function checkSource(value: JsonValue): SourceDefinition | readonly DefinitionFault[] {
  const { data, error } = sourceDefinition.safeParse(value, { reportInput: true });
  if (data === undefined) return (error?.issues ?? []).flatMap(faultsOf).slice(0, mostFaults);
  if (data.target.kind !== 'agent') return data;
  const message = `agent:${data.target.id} cannot run here: agents answer conversations in the Veryfront cloud; a schedule of the local executor starts a task or a workflow`;
  return [{ code: 'unsupported_target', message, path: ['target', 'kind'] }];
}

/** The schedule that a definition means; what it leaves open has the defaults of every schedule. */
export function draftOf(definition: SourceDefinition): ScheduleDraft {
  const { id, name, target, input, description, health } = definition;
  return {
    name: name ?? id,
    target: `${target.kind}:${target.id}`,
    kind: 'scheduled',
    when: definition.schedule ?? definition.cron ?? '',
    timezone: definition.timezone,
    config: input,
    timeoutSeconds: definition.timeoutSeconds,
    backoffLimit: definition.backoffLimit,
    concurrencyPolicy: definition.concurrencyPolicy,
    maxRuns: definition.maxRuns,
    maxStalenessSeconds: health?.maxStalenessSeconds,
    note: description,
  };
}

function faultsOf(issue: z.core.$ZodIssue): DefinitionFault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownMember(path, key));
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  const said = isMissing ? 'is missing' : issue.message;
  // A message about the whole says itself what it means.
  const message = path.length === 0 ? said : `${path.join('.')}: ${said}`;
  return [{ code: 'invalid_definition', message, path }];
}

function unknownMember(path: readonly string[], key: string): DefinitionFault {
  const below = [...path, key.slice(0, 64)];
  const [meant] =
    path.length === 0 ? nearestNames(key.slice(0, 64), Object.keys(sourceDefinition.shape), 1) : [];
  const advice = meant === undefined ? '' : `; did you mean ${meant}?`;
  return {
    code: 'invalid_definition',
    message: `${below.join('.')}: is not known here${advice}`,
    path: [...path, key],
  };
}
