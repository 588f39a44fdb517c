import { userInfo } from 'node:os';
import { executorStatusToWire } from '../../api/executor-status.ts';
import { identityToWire, projectToWire } from '../../api/project.ts';
import type { Executor } from '../../executor/executor.ts';
import type { Capabilities } from '../../model/capabilities.ts';
import type { HandlersOf } from '../handler.ts';

/** What is asked about the server itself: its projects, its user, what it can do. */
export function serverHandlers(
  executor: Executor,
  version: string,
): HandlersOf<'projects' | 'me' | 'capabilities' | 'executor'> {
  return {
    'projects.list'({ query }) {
      const { project } = executor;
      const wanted = query.search?.toLowerCase() ?? '';
      const found = [project.slug, project.name].some((text) => text.toLowerCase().includes(wanted));
      return { data: found ? [projectToWire(project)] : [] };
    },
    'projects.get': () => projectToWire(executor.project),
    'me.get'() {
      const name = userName();
      return identityToWire({ id: `local:${name}`, email: `${name}@localhost`, name });
    },
    'executor.get': () => executorStatusToWire(executor.status()),
    'capabilities.get': ({ caller }) => ({
      server: 'vfjobs',
      version,
      generations: ['jobs', 'runs'],
      access: caller.access,
      abilities: { ...abilities },
    }),
  };
}

const abilities: Capabilities['abilities'] = {
  retry: true,
  logChunks: true,
  runFilters: true,
  runCounts: true,
  attempts: true,
  batchList: true,
  batchActions: true,
  dependencies: true,
  liveRuns: true,
  executorStatus: true,
  schedules: true,
  scheduleEdit: true,
  schedulePolicies: true,
  schedulePreview: true,
  scheduleSlots: true,
  scheduleBackfill: true,
};

/** A container's user id may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
