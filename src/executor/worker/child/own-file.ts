import { fileURLToPath } from 'node:url';

/** The path of a module that is a source of the project; null for any other. @param projectDir absolute, links resolved */
export function ownFile(url: string, projectDir: string): string | null {
  if (!url.startsWith('file:')) return null;
  const file = fileURLToPath(url);
  return file.startsWith(`${projectDir}/`) && !file.includes('/node_modules/') ? file : null;
}
