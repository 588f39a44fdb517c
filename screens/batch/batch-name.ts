import { shortId } from '../run-text.ts';

/** The id of a batch: a UUID that does not fit is told apart by its end, as those of runs are. @param width cells */
export function batchName(id: string, width: number): string {
  return id.length > width && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? shortId(id) : id;
}
