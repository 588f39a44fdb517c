import { type ActionDone, undoMs } from './action.ts';
import { moveItem, publish, type QueueParts } from './queue-parts.ts';
import type { Task } from './task.ts';
import { undoItem } from './undo-items.ts';

/** The server has said what it did. */
export function acceptItem(parts: QueueParts, task: Task, index: number, done: ActionDone): void {
  const item = task.items[index];
  const undo = task.action.items[index]?.undo;
  if (item === undefined) return;
  task.done[index] = done;
  const [run] = done.runs;
  if (run !== undefined && run.id !== item.runId) {
    item.runId = run.id;
    task.byRun.set(run.id, item);
  }
  item.canUndo = undo !== undefined;
  // Of a run the stream tells how it went; for all else the answer is the end.
  moveItem(parts, task, index, run === undefined ? 'confirmed' : 'accepted', done.note);
  if (undo !== undefined && !task.isTakenBack) {
    publish(parts, task, { undo: { until: parts.clock.now() + undoMs, text: undo.text } });
  }
  parts.reactions.onRuns(done.runs);
  if (task.isTakenBack) void undoItem(parts, task, index);
}
