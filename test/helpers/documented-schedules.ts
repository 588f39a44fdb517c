import { z } from 'zod';
import type { EndpointId } from '../../src/api/endpoints.ts';

/** What contract section 5.5 has of a schedule: no package publishes a schema of it. */
const documentedSchedule = z.object({
  id: z.uuid(),
  project_id: z.uuid(),
  name: z.string(),
  status: z.enum(['active', 'paused', 'deleting']),
  target: z.strictObject({ kind: z.enum(['task', 'workflow', 'agent']), id: z.string() }),
  schedule: z.string(),
  timezone: z.string(),
  runtime_target_kind: z.enum(['main_branch', 'environment', 'preview_branch']),
  runtime_target_environment_id: z.uuid().nullable(),
  runtime_target_branch_id: z.uuid().nullable(),
  config: z.record(z.string(), z.unknown()),
  timeout_seconds: z.int(),
  backoff_limit: z.int(),
  concurrency_policy: z.string(),
  last_scheduled_at: z.string().nullable(),
  last_successful_at: z.string().nullable(),
  created_by: z.uuid().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  max_runs: z.int().nullable(),
  run_count: z.int().nullable(),
  completed_at: z.string().nullable(),
  definition_source: z.enum(['manual', 'source']),
  source_trigger_id: z.string().nullable(),
});

/** Bodies that are documented, as strictly as the published MCP tools take them: another member is refused. */
export const documentedBody: Partial<Record<EndpointId, z.ZodType>> = {
  'schedules.create': z.strictObject({
    name: z.string().min(1).max(255),
    target: z.strictObject({ kind: z.enum(['task', 'workflow', 'agent']), id: z.string() }),
    schedule: z.string().min(1).max(255),
    timezone: z.string().min(1).max(128).optional(),
    runtime_target_environment_id: z.uuid().optional(),
    runtime_target_branch_id: z.uuid().optional(),
    config: z.record(z.string(), z.unknown()).optional(),
    timeout_seconds: z.int().optional(),
    backoff_limit: z.int().optional(),
    concurrency_policy: z.enum(['Allow', 'Forbid', 'Replace']).optional(),
    max_runs: z.int().optional(),
  }),
  'schedules.trigger': z.strictObject({ run_name: z.string().optional(), idempotency_key: z.string() }),
  'cronJobs.create': z.strictObject({
    name: z.string(),
    target: z.string(),
    schedule: z.string().regex(/^(\S+\s+){4}\S+$/),
    environment_id: z.uuid().optional(),
    branch_id: z.uuid().optional(),
    timezone: z.string().optional(),
    config: z.record(z.string(), z.unknown()).optional(),
    timeout_seconds: z.int().optional(),
    backoff_limit: z.int().optional(),
    concurrency_policy: z.enum(['Allow', 'Forbid', 'Replace']).optional(),
  }),
  'cronJobs.update': z.strictObject({
    name: z.string().optional(),
    schedule: z.string().optional(),
    timezone: z.string().optional(),
    config: z.record(z.string(), z.unknown()).optional(),
    timeout_seconds: z.int().optional(),
    backoff_limit: z.int().optional(),
    concurrency_policy: z.enum(['Allow', 'Forbid', 'Replace']).optional(),
    status: z.enum(['active', 'paused']).optional(),
  }),
};

/** What its answers have. */
export const documentedSchedules = {
  'schedules.create': z.object({ schedule: documentedSchedule }),
  'schedules.list': z.object({
    schedules: z.array(documentedSchedule),
    source_schedules: z.array(z.unknown()),
  }),
  'schedules.get': documentedSchedule,
  'schedules.trigger': z.object({
    run_id: z.string(),
    run_execution_id: z.string(),
    schedule_id: z.string(),
  }),
} as const satisfies Partial<Record<EndpointId, z.ZodType>>;
