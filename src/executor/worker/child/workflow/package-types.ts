/**
 * The part of the `veryfront` package (0.1.1031) that workflows are run with. The package comes from the
 * user's project at run time, so nothing of it is imported here.
 */

/** What has been gathered so far: `input`, and the output of each finished node under its id. */
export interface WorkflowContext {
  readonly input: unknown;
  readonly [nodeId: string]: unknown;
}

export interface WorkflowNode {
  readonly id: string;
  readonly config: NodeConfig;
  readonly dependsOn?: readonly string[];
}

export type NodeConfig =
  | StepConfig
  | WaitConfig
  | ParallelConfig
  | BranchConfig
  | MapConfig
  | LoopConfig
  | SubWorkflowConfig;

interface BaseConfig {
  readonly checkpoint?: boolean | undefined;
  readonly timeout?: string | number | undefined;
  readonly skip?: ((context: WorkflowContext) => boolean | Promise<boolean>) | undefined;
}

export interface StepConfig extends BaseConfig {
  readonly type: 'step';
  readonly tool?: string | Tool | undefined;
  readonly agent?: string | Agent | undefined;
  readonly input?: unknown;
}

export interface WaitConfig extends BaseConfig {
  readonly type: 'wait';
  readonly waitType: 'approval' | 'event';
  readonly message?: string | undefined;
  /** A value, or a function of the context. */
  readonly payload?: unknown;
  readonly approvers?: readonly string[] | undefined;
  readonly eventName?: string | undefined;
}

interface ParallelConfig extends BaseConfig {
  readonly type: 'parallel';
  readonly nodes: readonly WorkflowNode[];
}

interface BranchConfig extends BaseConfig {
  readonly type: 'branch';
  readonly then: readonly WorkflowNode[];
  readonly else?: readonly WorkflowNode[] | undefined;
}

export interface MapConfig extends BaseConfig {
  readonly type: 'map';
  readonly items: unknown;
  readonly processor: WorkflowNode | WorkflowDefinition;
}

export interface LoopConfig extends BaseConfig {
  readonly type: 'loop';
  readonly steps:
    | readonly WorkflowNode[]
    | ((context: WorkflowContext, loop: { readonly iteration: number }) => readonly WorkflowNode[]);
}

interface SubWorkflowConfig extends BaseConfig {
  readonly type: 'subWorkflow';
  readonly workflow: string | WorkflowDefinition;
}

export type Steps = readonly WorkflowNode[] | ((builder: unknown) => readonly WorkflowNode[]);

export interface WorkflowDefinition {
  readonly id: string;
  readonly description?: unknown;
  readonly inputSchema?: unknown;
  readonly outputSchema?: unknown;
  readonly steps: Steps;
}

export interface Tool {
  execute(input: unknown, context: unknown): unknown;
}

export interface Agent {
  generate(request: unknown): unknown;
}

export interface Registry<Item> {
  get(id: string): Item | undefined;
}

export interface WorkflowRun {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: { readonly message: string; readonly stack?: string | undefined } | undefined;
}

export interface WorkflowClient {
  register(workflow: WorkflowDefinition): void;
  start(
    id: string,
    input: unknown,
    options: { readonly runId: string },
  ): Promise<{ settled(): Promise<void> }>;
  getRun(runId: string): Promise<WorkflowRun | null>;
  destroy(): Promise<void>;
}

export interface WorkflowModule {
  createWorkflowClient(options: {
    readonly approval: { readonly expirationCheckInterval: number };
    readonly executor: {
      readonly stepExecutor: {
        readonly onStepError: (nodeId: string, error: Error) => void;
      };
    };
  }): WorkflowClient;
  parseDuration(duration: string | number): number;
}

export interface AgentModule {
  discoverProjectAgentRuntime(options: unknown): Promise<{
    readonly tools: ReadonlyMap<string, Tool>;
    readonly agents: ReadonlyMap<string, Agent>;
    readonly errors: readonly { readonly file: string; readonly error: Error }[];
  }>;
}

export interface ToolModule {
  readonly toolRegistry: Registry<Tool>;
}
