import { z } from 'zod';
import { isCron, parseCron } from '../../../cron/parse-cron.ts';
import { zoneProblem } from '../../../cron/zone-names.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { runBounds } from '../../../model/run.ts';
import { concurrencyPolicies } from '../../../model/schedule.ts';

const wholeNumber = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z
    .number({ error: `has to be a whole number from ${min} to ${max}` })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: ({ input }) => `${input} is not a whole number from ${min} to ${max}`,
    });

const text = (max: number) =>
  z.string({ error: 'has to be a string' }).max(max, { error: `has more than ${max} characters` });

const visible = (max: number) => text(max).refine((value) => value.trim() !== '', { error: 'is empty' });

const positive = wholeNumber({ min: 1, max: 1_000_000_000 });

const cron = visible(256).superRefine((value, context) => {
  const parsed = parseCron(value);
  if (!isCron(parsed)) context.addIssue(parsed.message);
});

const zone = text(255).superRefine((value, context) => {
  const problem = zoneProblem(value);
  if (problem !== null) context.addIssue(problem);
});

/** Segments parted by slashes; the contract has no more about ids. */
const id = text(256).regex(/^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/, {
  error: ({ input }) =>
    `${JSON.stringify(String(input).slice(0, 64))} is no id: lower-case letters, digits, ".", "_" and "-", parts separated by "/", each beginning with a letter or a digit`,
});

const names = z.array(visible(512)).max(50, { error: 'has more than 50 items' });

const resource = {
  kind: text(64).regex(/^[a-z][a-z0-9_-]*$/, { error: 'is no kind, such as channel' }),
  id: visible(512),
};

const integrationRequirements = z
  .array(
    z.strictObject({
      integration: text(256).regex(/^[a-z0-9][a-z0-9_-]*$/, { error: 'is no integration, such as slack' }),
      requiredScopes: names.optional(),
      resources: z
        .array(z.strictObject({ ...resource, parent: z.strictObject(resource).optional() }))
        .max(50, { error: 'has more than 50 items' })
        .optional(),
    }),
    { error: 'has to be a list' },
  )
  .max(20, { error: 'has more than 20 items' })
  .superRefine((list, context) => {
    list.forEach(({ integration }, index) => {
      const isAgain = list.findIndex((each) => each.integration === integration) < index;
      if (isAgain)
        context.addIssue({
          code: 'custom',
          message: `${integration} is named twice`,
          path: [index, 'integration'],
        });
    });
  });

const target = z.strictObject(
  {
    kind: z.enum(['task', 'workflow', 'agent'], { error: 'has to be "task" or "workflow"' }),
    id: visible(512),
    conversationMode: z
      .enum(['create_new', 'existing', 'none'], { error: 'has to be "create_new", "existing" or "none"' })
      .optional(),
    conversationId: z.uuid({ error: 'has to be a UUID' }).optional(),
  },
  { error: 'has to be an object, such as { kind: "task", id: "reports/weekly" }' },
);

const input = z.custom<JsonObject>(isJsonObject, { error: 'has to be an object' });

/**
 * The definition of a schedule as a file exports it, with the limits of the contract's newest version (section 15.1).
 * Numbers have the bounds of runs here.
 */
export const sourceDefinition = z
  .strictObject(
    {
      id,
      schedule: cron.optional(),
      /** Another name of `schedule`. */
      cron: cron.optional(),
      target,
      name: visible(256).optional(),
      description: text(4096).optional(),
      timezone: zone.optional(),
      input: input.optional(),
      timeoutSeconds: wholeNumber(runBounds.timeoutSeconds).optional(),
      // 0.1.1031 refuses 0, the newest version means no retries by it.
      backoffLimit: wholeNumber(runBounds.backoffLimit).optional(),
      concurrencyPolicy: z
        .enum(concurrencyPolicies, {
          error: `has to be "Allow", "Forbid" or "Replace"`,
        })
        .optional(),
      maxRuns: positive.optional(),
      agentMessage: z.strictObject({ prompt: visible(20_000) }).optional(),
      health: z.strictObject({ maxStalenessSeconds: wholeNumber({ min: 1, max: 3_155_760_000 }) }).optional(),
      integrationRequirements: integrationRequirements.optional(),
    },
    { error: 'the definition has to be an object' },
  )
  .superRefine((definition, context) => {
    const {
      schedule,
      cron: alias,
      agentMessage,
      target: { kind, conversationMode, conversationId },
    } = definition;
    const refuse = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', message, path });
    if (schedule === undefined && alias === undefined)
      refuse('is missing: the five fields of a cron', 'schedule');
    if (schedule !== undefined && alias !== undefined && normalized(schedule) !== normalized(alias)) {
      refuse('says something else than schedule; one of them is enough', 'cron');
    }
    if (kind === 'agent') return;
    if (agentMessage !== undefined) refuse('is for agents only', 'agentMessage');
    if (conversationMode !== undefined) refuse('is for agents only', 'target', 'conversationMode');
    if (conversationId !== undefined) refuse('is for agents only', 'target', 'conversationId');
  });

export type SourceDefinition = z.infer<typeof sourceDefinition>;

function normalized(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toUpperCase();
}
