import type { RunEvent } from '../../model/event.ts';
import { reasonTextOf } from '../../model/reason-text.ts';
import type { MovingMembers } from './move-run.ts';

/** What stands on a run that fails because one that it depends on did not complete, and the event of it. */
export function dependencyFailure(dependency: { readonly id: string; readonly status: string }): {
  readonly members: MovingMembers;
  readonly event: Pick<RunEvent, 'type' | 'level' | 'message' | 'payload'>;
} {
  const { id, status } = dependency;
  const reasonText = reasonTextOf('dependency', { dependency });
  const message = `It depends on run ${id}, which ${status === 'cancelled' ? 'was cancelled' : 'failed'}`;
  return {
    members: { reason: 'dependency', reasonText, error: { message, code: 'dependency' }, notBefore: null },
    event: {
      type: 'run.failed',
      level: 'error',
      message: `Failed (${reasonText})`,
      payload: { reason: 'dependency', dependency: id, dependency_status: status },
    },
  };
}
