/**
 * The names that someone who typed `wanted` most likely meant, best first.
 * @param limit how many to name at most
 */
export function nearestNames(wanted: string, names: readonly string[], limit: number): readonly string[] {
  const typed = wanted.toLowerCase();
  const tolerance = Math.max(2, Math.floor(typed.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceTo(typed, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** How far a name is from what was typed; the last part of a nested name counts as the name too. */
function distanceTo(typed: string, name: string): number {
  if (typed.length > 2 && name.includes(typed)) return 1;
  return Math.min(levenshtein(typed, name), levenshtein(typed, name.slice(name.lastIndexOf('/') + 1)));
}

function levenshtein(typed: string, name: string): number {
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= name.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (typed[i - 1] === name[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[name.length] ?? 0;
}
