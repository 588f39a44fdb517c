import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, settingsFile } from '../../executor/settings/read-settings.ts';
import { UserError } from '../../model/errors.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** What the project says about limits and retention. */
export function checkSettings(projectDir: string): Finding {
  try {
    const { limits, retention } = readSettings(projectDir);
    const kept = `keeps ${retention.runs} ended runs for ${retention.days} days`;
    const from = existsSync(join(projectDir, settingsFile)) ? settingsFile : 'defaults';
    return fine('limits', `${from}: ${limits.concurrency} attempts at once, ${kept}`);
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return wrong('limits', thrown.message, thrown.fix ?? `Correct ${settingsFile}.`);
  }
}
