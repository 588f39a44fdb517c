const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Numbers as bars of eight heights, the largest one full; nothing is the lowest bar. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(0, ...values);
  return values
    .map((value) => bars[value <= 0 || most === 0 ? 0 : Math.max(1, Math.round((value / most) * 7))])
    .join('');
}
