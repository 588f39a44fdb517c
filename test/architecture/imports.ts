import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { importTable, packageTable } from './import-table.ts';

const sourceFile = /\.(ts|tsx|js)$/;
// An import or export clause up to its `from`, a bare import, or a dynamic import of a literal.
const importPattern =
  /(?:^|[\n;}])\s*(?:import|export)\s+(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** The module names that a source text imports, types included. */
export function importsOf(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '');
}

/** The folder of the import table that a path belongs to; null for what the table does not govern. */
export function folderOf(path: string): string | null {
  const known = Object.keys(importTable).filter((folder) => path.startsWith(`${folder}/`));
  return known.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Sentences about every import of `path` that the tables do not allow; empty when all are allowed. */
export function violationsIn(path: string, source: string): string[] {
  const folder = folderOf(path);
  if (folder === null) return [`${path}: its folder is not in the import table`];
  return importsOf(source).flatMap((name) => {
    if (name.startsWith('node:')) {
      return folder === 'src/model' ? [`${path}: src/model is pure and may not use ${name}`] : [];
    }
    if (name.startsWith('.')) return ownViolation(path, folder, name);
    const packageName = name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/');
    return packageTable[folder]?.includes(packageName)
      ? []
      : [`${path}: ${folder} may not use ${packageName}`];
  });
}

function ownViolation(path: string, folder: string, name: string): string[] {
  const imported = join(dirname(path), name);
  if (imported === 'package.json' || imported.startsWith('dist/')) return [];
  const other = folderOf(imported);
  if (other === folder || (other !== null && importTable[folder]?.includes(other))) return [];
  return [`${path}: ${folder} may not import ${other ?? imported}`];
}

/** Every source file of the product as [path below the repository, text]. */
export function productFiles(root: string): [string, string][] {
  return ['src', 'components', 'screens', 'bin'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && sourceFile.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !/^src\/executor\/templates\/[^/]+\//.test(path))
      .map((path): [string, string] => [path, readFileSync(join(root, path), 'utf8')]),
  );
}
