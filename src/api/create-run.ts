import { z } from 'zod';
import { UserError } from '../model/errors.ts';
import { type CreateRun, dependencyPolicies, runBounds, runKinds, runtimeTargetKinds } from '../model/run.ts';
import { splitTarget } from '../model/target.ts';
import { boundedInteger, nullableText, targetName, wireJson, wireJsonObject } from './field.ts';

const publicId = z.string().min(1).max(128);

/** Contract section 4.1. `owner.id` is the project's UUID or slug. Unknown keys are dropped. */
export const wireCreateRun = z.object({
  kind: z.enum(runKinds),
  owner: z.object({ kind: z.enum(['conversation', 'project']), id: z.string().min(1) }),
  public_id: publicId.nullish(),
  parent_run_id: publicId.nullish(),
  request: z.object({
    name: z.string().min(1).max(255).nullish(),
    workflow_id: targetName.nullish(),
    target: targetName.nullish(),
    batch_id: z.string().min(1).max(128).nullish(),
    runtime_target_kind: z.enum(runtimeTargetKinds).nullish(),
    runtime_target_environment_id: nullableText.optional(),
    runtime_target_branch_id: nullableText.optional(),
    config: wireJsonObject.nullish(),
    input: wireJson.optional(),
    start_mode: z.string().max(64).nullish(),
    timeout_seconds: boundedInteger(runBounds.timeoutSeconds.min, runBounds.timeoutSeconds.max).nullish(),
    backoff_limit: boundedInteger(runBounds.backoffLimit.min, runBounds.backoffLimit.max).nullish(),
    /** Ours, as the next one: ids of runs that must end before this one starts. */
    depends_on: z.array(publicId).max(runBounds.dependsOn.max).nullish(),
    on_dependency_failure: z.enum(dependencyPolicies).nullish(),
    /** Ours: the run that the new one repeats. */
    retry_of: publicId.nullish(),
  }),
});

/**
 * What a create body asks for.
 * @throws UserError `invalid` when the target is missing or is not of the kind that the body names
 */
export function createRunFromWire(body: z.output<typeof wireCreateRun>): CreateRun {
  const { request } = body;
  return {
    target: targetOf(body),
    name: request.name ?? undefined,
    config: request.config ?? undefined,
    input: request.input,
    batchId: request.batch_id ?? undefined,
    parentRunId: body.parent_run_id ?? undefined,
    publicId: body.public_id ?? undefined,
    startMode: request.start_mode ?? undefined,
    // The body has no member of its own for it: who starts a run by hand says so in `start_mode`.
    triggerKind: request.start_mode === 'manual' ? 'manual' : 'api',
    runtimeTargetKind: request.runtime_target_kind ?? undefined,
    environmentId: request.runtime_target_environment_id ?? undefined,
    branchId: request.runtime_target_branch_id ?? undefined,
    timeoutSeconds: request.timeout_seconds ?? undefined,
    backoffLimit: request.backoff_limit ?? undefined,
    dependsOn: request.depends_on ?? undefined,
    onDependencyFailure: request.on_dependency_failure ?? undefined,
    retryOf: request.retry_of ?? undefined,
  };
}

/**
 * The body that creates a run.
 * @param projectId UUID of the project, or its slug
 * @throws UserError `invalid` for a target without a known kind
 */
export function createRunToWire(input: CreateRun, projectId: string): z.input<typeof wireCreateRun> {
  const split = splitTarget(input.target);
  const kind = runKinds.find((known) => known === split?.kind);
  if (split?.kind === 'deploy') {
    throw new UserError('unsupported', `Deployments cannot be run: ${input.target}`, {
      fix: 'They run in the Veryfront cloud, and its API has no call that starts one as a run.',
    });
  }
  if (split === null || kind === undefined) {
    throw new UserError('invalid', `"${input.target}" is not a target`, {
      fix: `Write it as kind:id with one of the kinds ${runKinds.join(', ')}, such as task:hello.`,
    });
  }
  return {
    kind,
    owner: { kind: 'project', id: projectId },
    public_id: input.publicId,
    parent_run_id: input.parentRunId,
    request: {
      name: input.name,
      workflow_id: kind === 'workflow' ? split.id : undefined,
      target: input.target,
      batch_id: input.batchId,
      runtime_target_kind: input.runtimeTargetKind,
      runtime_target_environment_id: input.environmentId,
      runtime_target_branch_id: input.branchId,
      config: input.config,
      input: input.input,
      start_mode: input.startMode ?? (input.triggerKind === 'manual' ? 'manual' : undefined),
      timeout_seconds: input.timeoutSeconds,
      backoff_limit: input.backoffLimit,
      depends_on: input.dependsOn === undefined ? undefined : [...input.dependsOn],
      on_dependency_failure: input.onDependencyFailure,
      retry_of: input.retryOf,
    },
  };
}

function targetOf(body: z.output<typeof wireCreateRun>): string {
  const { target, workflow_id: workflowId } = body.request;
  const fromId = body.kind === 'workflow' && workflowId ? `workflow:${workflowId}` : undefined;
  const named = target ?? fromId;
  if (named === undefined) throw new UserError('invalid', `request.target is required for kind ${body.kind}`);
  if (!named.startsWith(`${body.kind}:`)) {
    throw new UserError('invalid', `request.target "${named}" is not of kind ${body.kind}`, {
      fix: `Send a target that starts with ${body.kind}: or the kind that the target has.`,
    });
  }
  if (fromId !== undefined && fromId !== named) {
    throw new UserError(
      'invalid',
      `request.workflow_id "${workflowId}" and request.target "${named}" differ`,
    );
  }
  return named;
}
