import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openExecutor } from '../../../src/executor/open-executor.ts';
import { defaultStateDir } from '../../../src/executor/state-dir.ts';
import { databaseName, openStorage } from '../../../src/executor/storage/open-storage.ts';
import { fixedColumns, movingColumns } from '../../../src/executor/storage/run-columns.ts';
import { openDatabase } from '../../../src/executor/storage/sqlite.ts';
import { startServer } from '../../../src/server/start-server.ts';
import { makeFakeClock } from '../fake-clock.ts';
import { makeTempDir } from '../temp-dir.ts';
import { taskSource, writeProject } from '../temp-project.ts';
import type { Story } from './story-data.ts';
import { storySchedules, storySlots } from './story-schedules.ts';

/** The real server over a real store that holds a story; nothing is executed and no time passes. */
export interface StoryServer extends AsyncDisposable {
  readonly apiUrl: string;
  readonly token: string;
  readonly project: string;
}

export async function serveStory(story: Story): Promise<StoryServer> {
  const dir = makeTempDir('story');
  const projectDir = join(dir.path, 'acme-web');
  writeProject(projectDir, tasks);
  const stateDir = defaultStateDir(projectDir);
  const clock = makeFakeClock(story.now);
  // Opened first: what is put into the file later is nobody's crash to clean up.
  const executor = await openExecutor({ projectDir, clock, concurrency: 0 });
  fill(stateDir, story);
  const token = 'story-token';
  const server = await startServer({ executor, token, version: '1.0.0', clock });
  return {
    apiUrl: server.apiUrl,
    token,
    project: executor.project.slug,
    async [Symbol.asyncDispose]() {
      await server.close();
      await executor.stop({ drainMs: 0 });
      dir.remove();
    },
  };
}

const tasks = {
  'embed-docs': taskSource('return {};', { description: 'Puts the documents into the knowledge base' }),
  'nightly-backup': taskSource('return {};', { description: 'Copies the database to cold storage' }),
  'resize-images': taskSource('return {};', { description: 'Makes thumbnails of what was uploaded' }),
  'sync-stripe-invoices': taskSource('return {};', {
    description: 'Fetches new invoices',
    inputSchema: {
      type: 'object',
      properties: {
        customer: { type: 'string', description: 'whose invoices' },
        pageSize: { type: 'integer', minimum: 1, default: 100, description: 'invoices per request' },
      },
      required: ['customer'],
    },
  }),
  'sync-hubspot': taskSource('return {};', { description: 'Copies contacts' }),
  'warehouse-load': 'export default { async run( {\n',
};

function fill(stateDir: string, story: Story): void {
  const storage = openStorage(stateDir);
  for (const schedule of storySchedules()) storage.schedules.insert(schedule);
  for (const slot of storySlots()) storage.slots.insert(slot);
  storage.close();
  const db = openDatabase(join(stateDir, databaseName), 1000);
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row);
    const values = names.map((name) => `:${name}`);
    db.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${values.join()})`).run(row);
  };
  db.exec('BEGIN');
  for (const run of story.runs)
    insert('runs', { ...fixedColumns(run), ...movingColumns(run), public_id: null });
  for (const attempt of story.attempts) {
    insert('attempts', {
      run_id: attempt.runId,
      number: attempt.number,
      started_at: Date.parse(attempt.startedAt),
      ended_at: attempt.endedAt === null ? null : Date.parse(attempt.endedAt),
      reason: attempt.reason,
      reason_text: attempt.reasonText,
      exit_code: attempt.exitCode,
      error_message: attempt.errorMessage,
      peak_memory: attempt.peakMemoryBytes,
      // Renewed a moment ago by the executor that is looked at.
      lease_owner: attempt.endedAt === null ? 'story' : null,
      lease_until: attempt.endedAt === null ? story.now + 25_000 : null,
    });
  }
  for (const event of story.events) {
    const { runId, type, level, message } = event;
    const at = Date.parse(event.createdAt);
    insert('events', { run_id: runId, type, level, message, payload: 'null', created_at: at });
  }
  db.exec('COMMIT');
  db.close();
  for (const [runId, text] of Object.entries(story.logs)) {
    const folder = join(stateDir, 'logs', runId);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'log'), text, { mode: 0o600 });
  }
}
