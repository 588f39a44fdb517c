import type {
  LoopConfig,
  MapConfig,
  NodeConfig,
  StepConfig,
  Steps,
  WaitConfig,
  WorkflowContext,
  WorkflowDefinition,
  WorkflowNode,
} from './package-types.ts';
import type { Registries } from './registries.ts';
import { type MemoryParts, once, watched } from './remembered.ts';
import { waitKindOf, waitMessageOf } from './wait-kind.ts';
import type { Waits } from './waits.ts';

/** What the nodes of a workflow are watched with. */
export interface ReplayParts extends MemoryParts {
  readonly waits: Waits;
  readonly registries: Registries;
}

/**
 * The workflow with nodes that remember: a step that completed in an earlier attempt gives its output again
 * instead of being executed, a wait that was answered gives its answer. The package's executor then walks
 * the same way as before, through branches, loops and sub-workflows, up to where the run was left.
 * (The package's own checkpoints name no iteration and no map item, and skip no step that uses a tool.)
 */
export function replayed(workflow: WorkflowDefinition, parts: ReplayParts): WorkflowDefinition {
  return { ...workflow, steps: replayedSteps(workflow.steps, '', parts) };
}

function replayedSteps(steps: Steps, scope: string, parts: ReplayParts): Steps {
  // What is no list is the package's to complain about.
  const wrap = (nodes: readonly WorkflowNode[]) =>
    Array.isArray(nodes) ? replayedNodes(nodes, scope, parts) : nodes;
  return typeof steps === 'function' ? (builder) => wrap(steps(builder)) : wrap(steps);
}

/** @param scope what precedes the ids of the nodes in their paths */
function replayedNodes(
  nodes: readonly WorkflowNode[],
  scope: string,
  parts: ReplayParts,
  certain = true,
): WorkflowNode[] {
  return nodes.map((node) => {
    const path = `${scope}${node.id}`;
    const isLeaf = node.config?.type === 'step' || node.config?.type === 'wait';
    if (isLeaf && certain && node.config.skip === undefined) parts.teller.known(path);
    return node.config === undefined ? node : { ...node, config: replayedConfig(node, path, scope, parts) };
  });
}

function replayedConfig(node: WorkflowNode, path: string, scope: string, parts: ReplayParts): NodeConfig {
  const { config } = node;
  switch (config.type) {
    case 'step':
      return replayedStep(config, path, node.id, parts);
    case 'wait':
      return replayedWait(config, path, node.id, parts);
    case 'parallel':
      return { ...config, nodes: replayedNodes(config.nodes, scope, parts) };
    case 'branch':
      return {
        ...config,
        // biome-ignore lint/suspicious/noThenProperty: the package's own name.
        then: replayedNodes(config.then, scope, parts, false),
        else: config.else && replayedNodes(config.else, scope, parts, false),
      };
    case 'loop':
      return { ...config, steps: iterations(config, path, parts) };
    case 'map':
      return replayedMap(config, node.id, path, parts);
    case 'subWorkflow':
      return typeof config.workflow === 'string'
        ? config
        : { ...config, workflow: inner(config.workflow, `${path}/`, parts) };
    default:
      return config;
  }
}

function inner(workflow: WorkflowDefinition, scope: string, parts: ReplayParts): WorkflowDefinition {
  const definition = 'definition' in workflow ? (workflow.definition as WorkflowDefinition) : workflow;
  return { ...definition, steps: replayedSteps(definition.steps, scope, parts) };
}

function iterations({ steps }: LoopConfig, path: string, parts: ReplayParts): LoopConfig['steps'] {
  return (context, loop) => {
    const nodes = typeof steps === 'function' ? steps(context, loop) : steps;
    return replayedNodes(nodes, `${path}[${loop.iteration}]/`, parts);
  };
}

/**
 * Each item gets a path of its own. The package says nowhere which item it is at, but it takes them in
 * order: it reads a node's `config`, or calls a workflow's `steps`, once per item.
 */
function replayedMap(config: MapConfig, id: string, path: string, parts: ReplayParts): MapConfig {
  let item = 0;
  const items = (context: WorkflowContext) => {
    item = 0;
    return typeof config.items === 'function' ? config.items(context) : config.items;
  };
  const { processor } = config;
  if ('steps' in processor || 'definition' in processor) {
    const steps = (builder: unknown) => {
      const { steps: own } = inner(processor as WorkflowDefinition, `${path}[${item++}]/`, parts);
      return typeof own === 'function' ? own(builder) : own;
    };
    return { ...config, items, processor: { ...processor, steps } };
  }
  const { config: each, ...rest } = processor;
  const perItem = {
    ...rest,
    get config() {
      const index = item++;
      const node = { id: `${id}_${index}`, config: each };
      return replayedConfig(node, `${path}[${index}]`, `${path}[${index}]/`, parts);
    },
  };
  return { ...config, items, processor: perItem };
}

function replayedStep(config: StepConfig, path: string, id: string, parts: ReplayParts): StepConfig {
  const { tool, agent } = config;
  const kind = agent === undefined || agent === null ? 'tool' : 'agent';
  const skip = watched(config, path, parts, async () => {
    // Before the step's time counts: what it names is loaded once for all.
    if (typeof (agent ?? tool) === 'string') await parts.registries.load();
    parts.teller.started(path, kind, id);
  });
  if (agent !== undefined && agent !== null) {
    const generate = (request: unknown) =>
      once(path, parts, async () => {
        const found = typeof agent === 'string' ? await parts.registries.agent(agent) : agent;
        return found.generate(request);
      });
    return { ...config, skip, agent: { generate } };
  }
  if (tool === undefined || tool === null) return { ...config, skip };
  const execute = (input: unknown, context: unknown) =>
    once(path, parts, async () => {
      const found = typeof tool === 'string' ? await parts.registries.tool(tool) : tool;
      return found.execute(input, context);
    });
  return { ...config, skip, tool: { execute } };
}

/** An open wait stays one; a wait that is over becomes a step that gives its answer, or fails. */
function replayedWait(config: WaitConfig, path: string, id: string, parts: ReplayParts): NodeConfig {
  const kind = waitKindOf(config);
  const known = parts.waits.settled(path, config);
  if (known.kind === 'open' && parts.journal.ended(path) === null) {
    const payload = async (context: WorkflowContext) => {
      const shown: unknown =
        typeof config.payload === 'function' ? await config.payload(context) : config.payload;
      const isNew = parts.journal.wait(path) === null;
      const detail = parts.waits.reach(path, config, shown);
      if (isNew) parts.teller.waiting(path, kind, waitMessageOf(config), detail);
      return shown;
    };
    return { ...config, payload, skip: watched(config, path, parts, () => {}) };
  }
  const execute = () =>
    once(path, parts, () => {
      if (known.kind === 'refused') throw known.error;
      return known.kind === 'over' ? known.output : null;
    });
  const skip = watched(config, path, parts, () => parts.teller.answered(path, kind, id));
  return { type: 'step', skip, input: null, tool: { execute } };
}
