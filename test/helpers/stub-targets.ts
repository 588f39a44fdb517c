import type { TargetCatalog } from '../../src/executor/targets/target-catalog.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Target } from '../../src/model/target.ts';

/** A catalog of tasks that have no files. @param names looked at anew each time */
export function stubTargets(names: ReadonlySet<string>): TargetCatalog {
  return {
    list: async () => [],
    sourceFile: () => '/nowhere',
    async get(name: string): Promise<Target> {
      if (!names.has(name)) throw new UserError('not-found', `There is no target ${name}`);
      return {
        target: name,
        kind: 'task',
        name,
        description: '',
        inputSchema: {},
        outputSchema: null,
        schedulable: true,
        isolation: 'process',
        concurrency: null,
        sourcePath: 'tasks/hello.ts',
        fault: null,
      };
    },
  };
}
