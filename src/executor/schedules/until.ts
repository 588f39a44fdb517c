import { type Context, createContext, runInContext } from 'node:vm';
import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import type { JsonValue } from '../../lib/json.ts';
import { messageOf } from '../../model/errors.ts';

/** Bounds of a condition: what is larger is a program, and this is none. */
export const untilBounds = { length: 1000, nodes: 500, depth: 50, elements: 100, milliseconds: 100 } as const;

/** What a condition can ask about. */
export interface UntilValues {
  readonly output: JsonValue;
  /** Of the run that has just ended. */
  readonly status: string;
  /** Runs so far, that one included. */
  readonly runs: number;
}

/** Whether a condition holds, or why nobody can tell. */
export type UntilAnswer =
  | { readonly kind: 'answer'; readonly holds: boolean }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * What is wrong with a condition (CEL: https://cel.dev), with the place; null when it can be evaluated. The library is
 * loaded when the first condition is there.
 */
export async function untilFault(text: string): Promise<string | null> {
  const parsed = await parseUntil(text);
  return typeof parsed === 'string' ? parsed : null;
}

/** Evaluates a condition; takes `untilBounds.milliseconds` at most and never throws for what it was given. */
export async function evaluateUntil(
  text: string,
  { output, status, runs }: UntilValues,
): Promise<UntilAnswer> {
  const parsed = await parseUntil(text);
  if (typeof parsed === 'string') return { kind: 'fault', message: parsed };
  try {
    const value = bounded(() => parsed({ output, status, runs: BigInt(runs) }));
    if (typeof value === 'boolean') return { kind: 'answer', holds: value };
    return { kind: 'fault', message: `it gives ${nameOf(value)}, neither true nor false` };
  } catch (thrown) {
    return { kind: 'fault', message: faultOf(thrown) };
  }
}

/** The condition, ready to be evaluated, or what is wrong with it. */
async function parseUntil(text: string): Promise<ParseResult | string> {
  if (text.trim() === '') return 'it is empty';
  if (text.length > untilBounds.length) {
    return `it has ${text.length} characters; at most ${untilBounds.length} are allowed`;
  }
  const environment = await loadEnvironment();
  try {
    const parsed = environment.parse(text);
    const { valid, type, error } = parsed.check();
    if (!valid) return faultOf(error);
    if (type === 'bool' || type === 'dyn') return parsed;
    return `it gives a value of the type ${type}, neither true nor false`;
  } catch (thrown) {
    return faultOf(thrown);
  }
}

let loading: Promise<Environment> | null = null;

function loadEnvironment(): Promise<Environment> {
  loading ??= import('@marcbachmann/cel-js').then(({ Environment: Cel }) => {
    const { nodes, depth, elements } = untilBounds;
    return new Cel({
      limits: { maxAstNodes: nodes, maxDepth: depth, maxListElements: elements, maxMapEntries: elements },
    })
      .registerVariable('output', 'dyn')
      .registerVariable('status', 'string')
      .registerVariable('runs', 'int');
  });
  return loading;
}

let context: Context | null = null;

/** Nested loops over an output, and patterns that backtrack, would hold the event loop: V8 ends them. */
function bounded(evaluate: () => unknown): unknown {
  context ??= createContext({});
  context['evaluate'] = evaluate;
  return runInContext('evaluate()', context, { timeout: untilBounds.milliseconds });
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** The first line of what the library says, with the character that it means. */
function faultOf(thrown: unknown): string {
  if (isTimeout(thrown)) return `it takes longer than ${untilBounds.milliseconds} ms`;
  const message = messageOf(thrown).split('\n', 1)[0]?.slice(0, 200) ?? '';
  const start = placeOf(thrown);
  return start === null ? message : `${message} (character ${start + 1})`;
}

/** Such an error comes from the other context: it is no `Error` of this one. */
function isTimeout(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

function placeOf(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('range' in thrown)) return null;
  const { range } = thrown;
  if (typeof range !== 'object' || range === null || !('start' in range)) return null;
  return typeof range.start === 'number' ? range.start : null;
}
