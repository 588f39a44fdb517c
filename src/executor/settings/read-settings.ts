import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf, UserError } from '../../model/errors.ts';
import { splitTarget } from '../../model/target.ts';
import { defaultSettings, type ExecutorSettings, type Limits, type Retention } from './executor-settings.ts';

/** The project's own word about limits and retention; may be missing. */
export const settingsFile = 'vfjobs.json';

const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const mebibytes = whole(1, 1_048_576);
const upToMillion = whole(1, 1_000_000);

const limits = z.strictObject({
  concurrency: whole(0, 256),
  memoryMb: mebibytes,
  logMb: mebibytes,
  outputKb: whole(1, 1_048_576),
  eventsPerRun: upToMillion,
  queueLength: whole(1, 10_000_000),
  createPerSecond: upToMillion,
  createBurst: upToMillion,
} satisfies Record<keyof Limits, z.ZodType>);

const retention = z.strictObject({
  days: z.number().positive().max(36_500),
  runs: whole(1, 1_000_000_000),
} satisfies Record<keyof Retention, z.ZodType>);

const fileSchema = z.strictObject({
  $schema: z.string().optional(),
  limits: limits.partial().optional(),
  retention: retention.partial().optional(),
  targets: z
    .record(z.string(), z.strictObject({ concurrency: whole(1, 256).optional() }))
    .superRefine(refuseBareNames)
    .optional(),
});

/** A name without its kind belongs to no target: its settings would be heeded by nobody. */
function refuseBareNames(targets: object, context: z.RefinementCtx): void {
  for (const name of Object.keys(targets)) {
    if (splitTarget(name) !== null) continue;
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `a target has its kind in front: "task:${name}"`,
    });
  }
}

/**
 * The settings of a project: the defaults, and over them what its `vfjobs.json` says.
 * @throws UserError `invalid` for a file that cannot be read or says something else; it names the place
 */
export function readSettings(projectDir: string): ExecutorSettings {
  const path = join(projectDir, settingsFile);
  const said = parse(path, textOf(path));
  return {
    limits: { ...defaultSettings.limits, ...defined(said.limits) },
    retention: { ...defaultSettings.retention, ...defined(said.retention) },
    targets: said.targets ?? {},
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '{}';
    throw refused(path, messageOf(error));
  }
}

function parse(path: string, text: string): z.infer<typeof fileSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refused(path, messageOf(error));
  }
  const parsed = fileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: place, message }) =>
    place.length === 0 ? message : `${place.join('.')}: ${message}`,
  );
  throw refused(path, problems.join('; '));
}

function refused(path: string, why: string): UserError {
  return new UserError('invalid', `${path} cannot be used: ${why}`, {
    fix: 'Correct the file; docs/limits.md lists what may stand in it.',
  });
}

/** Without the members that are undefined, which would hide a default. */
function defined<T extends object>(value: T | undefined): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(value ?? {}).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
