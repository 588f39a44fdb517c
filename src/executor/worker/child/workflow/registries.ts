import { relative } from 'node:path';
import type { Agent, Registry, Tool } from './package-types.ts';
import { FinalFailureError } from './workflow-faults.ts';
import type { WorkflowPackage } from './workflow-package.ts';

/** Finds what steps name. Nothing of the project is loaded before the first step asks. */
export interface Registries {
  /** Loads what there is, if it is not loaded yet. */
  load(): Promise<void>;
  /** @throws FinalFailureError that names the tools that there are, and files that could not be loaded */
  tool(name: string): Promise<Tool>;
  /** @throws FinalFailureError likewise */
  agent(name: string): Promise<Agent>;
}

const off = { discovery: { enabled: false } };
/** Only what steps can name: looking for tasks and the like would load all of their files. */
const onlyStepParts = {
  ai: { workflows: off, tasks: off, schedules: off, webhooks: off, evals: off, resources: off, prompts: off },
};

/** The tools and agents of a project, found by the package itself in `tools/` and `agents/`. */
export function createRegistries(found: WorkflowPackage, projectDir: string): Registries {
  let discovered: ReturnType<typeof discover> | null = null;

  async function discover() {
    const agentPart = await found.agent();
    const { toolRegistry } = await found.tool();
    const parts = await agentPart.discoverProjectAgentRuntime({ projectDir, config: onlyStepParts });
    const faults = parts.errors.map(({ file, error }) => `${pathIn(projectDir, file)}: ${firstLine(error)}`);
    // The registry has the package's own tools too.
    const tools: Registry<Tool> = { get: (name) => parts.tools.get(name) ?? toolRegistry.get(name) };
    return { tools, agents: parts.agents, toolNames: [...parts.tools.keys()], faults };
  }

  function parts() {
    discovered ??= discover();
    return discovered;
  }

  return {
    load: async () => void (await parts()),
    async tool(name) {
      const { tools, toolNames, faults } = await parts();
      const tool = tools.get(name);
      if (tool === undefined) throw missing('tool', name, toolNames, faults);
      return tool;
    },
    async agent(name) {
      const { agents, faults } = await parts();
      const agent = agents.get(name);
      if (agent === undefined) throw missing('agent', name, [...agents.keys()], faults);
      return agent;
    },
  };
}

function missing(
  kind: 'tool' | 'agent',
  name: string,
  names: readonly string[],
  faults: readonly string[],
): FinalFailureError {
  const there = names.length === 0 ? `${kind}s/ has none` : `${kind}s/ has ${names.slice(0, 20).join(', ')}`;
  const broken = faults.length === 0 ? '' : `. Not loaded: ${faults.slice(0, 5).join('; ')}`;
  return new FinalFailureError(`${kind}_not_found`, `There is no ${kind} "${name}": ${there}${broken}`);
}

function pathIn(projectDir: string, file: string): string {
  const path = file.replace(/^file:\/\//, '');
  return path.startsWith(projectDir) ? relative(projectDir, path) : path;
}

function firstLine(error: Error): string {
  return (error.message.split('\n', 1)[0] ?? '').slice(0, 300);
}
