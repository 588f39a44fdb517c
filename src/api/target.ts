import { z } from 'zod';
import { runKinds } from '../model/run.ts';
import { isolations, splitTarget, type Target } from '../model/target.ts';
import { wireJsonObject } from './field.ts';

/** Contract section 3.9. The optional members are ours. */
export const wireTarget = z.object({
  target: z.string(),
  family: z.string(),
  description: z.string(),
  input_schema: wireJsonObject,
  output_schema: wireJsonObject.nullable(),
  name: z.string().optional(),
  schedulable: z.boolean().optional(),
  isolation: z.enum(isolations).optional(),
  concurrency: z.number().int().nullable().optional(),
  source_path: z.string().nullable().optional(),
  fault: z
    .object({ message: z.string(), file: z.string(), line: z.number().nullable() })
    .nullable()
    .optional(),
});
export type WireTarget = z.infer<typeof wireTarget>;

/** Only these three may be sent: any other family makes the SDK refuse the whole answer. */
export const reservedFamilies = ['task:*', 'workflow:*', 'deploy:*'] as const;

export const wireTargetList = z.object({
  reserved_families: z.array(z.string()),
  data: z.array(wireTarget),
});

export function targetToWire(target: Target): WireTarget {
  return {
    target: target.target,
    family: target.kind,
    description: target.description,
    input_schema: target.inputSchema,
    output_schema: target.outputSchema,
    name: target.name,
    schedulable: target.schedulable,
    isolation: target.isolation,
    concurrency: target.concurrency,
    source_path: target.sourcePath,
    fault: target.fault,
  };
}

export function targetFromWire(wire: WireTarget): Target {
  const kind = runKinds.find((known) => known === wire.family) ?? 'task';
  return {
    target: wire.target,
    kind,
    name: wire.name ?? splitTarget(wire.target)?.id ?? wire.target,
    description: wire.description,
    inputSchema: wire.input_schema,
    outputSchema: wire.output_schema,
    schedulable: wire.schedulable ?? false,
    isolation: wire.isolation ?? 'process',
    concurrency: wire.concurrency ?? null,
    sourcePath: wire.source_path ?? null,
    fault: wire.fault ?? null,
  };
}
