import { dirname, join } from 'node:path';
import { messageOf } from '../../../../model/errors.ts';
import { splitTarget } from '../../../../model/target.ts';
import type { AttemptSpec } from '../../worker-pool.ts';
import type { TaskDefinition } from '../load-task.ts';
import { Waiting } from '../own-outcomes.ts';
import type { SourceScope } from '../source-scope.ts';
import type { TaskContext } from '../task-context.ts';
import { openJournal } from './journal.ts';
import { loadWorkflows } from './load-workflows.ts';
import type { WorkflowClient, WorkflowDefinition, WorkflowModule } from './package-types.ts';
import { createRegistries } from './registries.ts';
import { type ReplayParts, replayed } from './replay.ts';
import { createStepTeller } from './step-teller.ts';
import { createWaits } from './waits.ts';
import { FinalFailureError, WorkflowFailedError } from './workflow-faults.ts';
import { findWorkflowPackage } from './workflow-package.ts';
import { canParse } from './workflow-schema.ts';

/**
 * A workflow as a task: something whose `run` executes it through the project's own `veryfront` package,
 * from where an earlier attempt left it. What it has reached is kept in the run's folder, beside those of
 * the attempts.
 */
export function workflowLoader(spec: AttemptSpec, resultFile: string) {
  const journalFile = join(dirname(dirname(resultFile)), 'workflow.jsonl');
  return async (file: string, scope: SourceScope): Promise<TaskDefinition> => {
    const found = findWorkflowPackage(file);
    const part = await found.workflow();
    const workflow = pick(await loadWorkflows(file, scope), spec.target);
    const registries = createRegistries(found, scope.projectDir);
    return {
      async run(given) {
        const context = given as TaskContext;
        const journal = openJournal(journalFile);
        const teller = createStepTeller(context);
        const { parseDuration } = part;
        const waits = createWaits({ journal, signals: spec.signals, parseDuration, now: Date.now });
        const checkEnd = () => context.signal.throwIfAborted();
        try {
          return await execute(part, workflow, spec, { journal, teller, waits, registries, checkEnd });
        } finally {
          journal.close();
        }
      },
    };
  };
}

/** Walks through the workflow until it ends or waits. @throws WorkflowFailedError, FinalFailureError */
async function execute(
  { createWorkflowClient }: WorkflowModule,
  workflow: WorkflowDefinition,
  spec: AttemptSpec,
  parts: ReplayParts,
): Promise<unknown> {
  const client = createWorkflowClient({
    // Waits are this executor's: nothing may expire by itself while the child runs.
    approval: { expirationCheckInterval: 0 },
    executor: { stepExecutor: { onStepError: parts.teller.failed } },
  });
  try {
    client.register({ ...replayed(workflow, parts), ...parsable(workflow) });
    await start(client, workflow, spec);
    const run = await client.getRun(spec.runId);
    if (run?.status === 'completed') return run.output;
    if (run?.status === 'waiting') return waiting(parts);
    const { lastError } = parts.teller;
    if (lastError instanceof FinalFailureError) throw lastError;
    throw new WorkflowFailedError(run?.error?.message ?? 'The workflow ended without a word.', lastError);
  } finally {
    await client.destroy();
  }
}

function pick(workflows: readonly WorkflowDefinition[], target: string): WorkflowDefinition {
  const id = splitTarget(target)?.id;
  const found = workflows.find((workflow) => workflow.id === id);
  if (found !== undefined) return found;
  throw new FinalFailureError(
    'workflow_not_found',
    `The file does not define the workflow "${id}" any more.`,
  );
}

/** Only what the package can check: a JSON Schema has been checked when the run was created. */
function parsable({ inputSchema, outputSchema }: WorkflowDefinition) {
  return {
    inputSchema: canParse(inputSchema) ? inputSchema : undefined,
    outputSchema: canParse(outputSchema) ? outputSchema : undefined,
  };
}

async function start(client: WorkflowClient, workflow: WorkflowDefinition, spec: AttemptSpec): Promise<void> {
  const handle = await client
    .start(workflow.id, spec.input ?? {}, { runId: spec.runId })
    .catch((error: unknown) => {
      // Nothing has begun: the only thing that the package does before is to check the input.
      throw new FinalFailureError('workflow_input_invalid', `The input does not fit: ${messageOf(error)}`);
    });
  await handle.settled();
}

function waiting({ waits }: ReplayParts): Waiting {
  const wait = waits.outcome();
  if (wait !== null) return new Waiting(wait);
  throw new FinalFailureError(
    'workflow_wait_unknown',
    'The workflow waits for something that it does not tell.',
  );
}
