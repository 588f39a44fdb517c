import { dirname, join } from 'node:path';
import { importsOf } from './imports.ts';

/**
 * The first circle of imports among these files, type imports included: paths in order, the first one
 * again at the end. Null when there is none.
 */
export function findCircle(files: readonly (readonly [path: string, source: string])[]): string[] | null {
  const importedBy = new Map(
    files.map(([path, source]) => [
      path,
      importsOf(source)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(path), name)),
    ]),
  );
  const finished = new Set<string>();
  const visit = (path: string, way: readonly string[]): string[] | null => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (finished.has(path)) return null;
    for (const next of importedBy.get(path) ?? []) {
      const circle = visit(next, [...way, path]);
      if (circle !== null) return circle;
    }
    finished.add(path);
    return null;
  };
  for (const path of importedBy.keys()) {
    const circle = visit(path, []);
    if (circle !== null) return circle;
  }
  return null;
}
