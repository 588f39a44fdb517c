/** The first row in view: the former one, moved as little as the cursor needs. */
export function windowTop(top: number, cursor: number, count: number, height: number): number {
  const last = Math.max(0, count - height);
  const wanted = Math.max(cursor - height + 1, Math.min(top, cursor));
  return Math.max(0, Math.min(wanted, last));
}
