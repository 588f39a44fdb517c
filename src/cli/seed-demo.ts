import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Client } from '../client/client.ts';
import { newId } from '../lib/id.ts';
import type { JsonObject } from '../lib/json.ts';

export interface SeededRun {
  readonly run_id: string;
  readonly target: string;
}

const batchLimit = 40;

/** What follows the batch: one of each kind of end that a run can have. */
const singles: readonly { readonly target: string; readonly config?: JsonObject }[] = [
  { target: 'task:index-knowledge' },
  { target: 'task:flaky' },
  { target: 'task:always-fails' },
  { target: 'task:reports/weekly' },
  { target: 'task:chatter' },
];

/**
 * Starts the runs that make the demo lively: a batch that ingests every document the project ships,
 * then one run of each of the other tasks.
 * @throws UserError what the server answers to a creation
 */
export async function seedDemo(client: Client, projectDir: string): Promise<SeededRun[]> {
  const batchId = newId();
  const batch = shippedDocuments(projectDir).map((path) => ({
    target: 'task:ingest-document',
    config: { path },
    batchId,
  }));
  const seeded: SeededRun[] = [];
  for (const input of [...batch, ...singles]) {
    const run = await client.runs.create(input);
    seeded.push({ run_id: run.id, target: run.target });
  }
  return seeded;
}

/** Paths below `uploads/`, as the task wants them; none when the user has removed the folder. */
function shippedDocuments(projectDir: string): string[] {
  const uploads = join(projectDir, 'uploads');
  if (!existsSync(uploads)) return [];
  return readdirSync(uploads, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(uploads, join(entry.parentPath, entry.name)))
    .sort()
    .slice(0, batchLimit);
}
