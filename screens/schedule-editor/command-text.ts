import { commandLine } from '../../src/model/command-line.ts';
import type { Schedule, ScheduleKind } from '../../src/model/schedule.ts';
import { draftOf } from '../../src/store/schedule-editor/change.ts';
import { type DefinitionField, isOfUse, kindOf } from '../../src/store/schedule-editor/field.ts';
import { referencesIn, whenSent } from '../../src/store/schedule-editor/read-texts.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { onOneLine } from './change-text.ts';
import type { EditorLook } from './look.ts';

const options: Readonly<Record<Exclude<DefinitionField, 'when' | 'kind' | 'status'>, string>> = {
  name: '--name',
  target: '--target',
  until: '--until',
  timezone: '--tz',
  overlap: '--overlap',
  missed: '--missed',
  maxAge: '--max-age',
  jitter: '--jitter',
  timeout: '--timeout',
  retries: '--retries',
  maxRuns: '--max-runs',
  staleness: '--unhealthy-after',
  config: '--config',
  start: '--start',
  end: '--end',
  dependsOn: '--after',
  pausedUntil: '--paused-until',
  pausedReason: '--reason',
  note: '--note',
};

const whenOptions: Readonly<Record<ScheduleKind, string>> = {
  scheduled: '--cron',
  'one-off': '--at',
  recurring: '--every',
  ongoing: '--ongoing',
};

/** The line of the shell that does the same as saving; null while nothing is changed. */
export function commandText(look: EditorLook): string | null {
  const { editor, texts, changed, isKept, read } = look;
  const fields = changed.filter(isKept);
  if (fields.length === 0) return null;
  const { base } = editor;
  if (base === null) {
    const draft = draftOf(read.members, isKept);
    const name = texts.name.trim();
    const rest = fields.filter((field) => field !== 'name');
    return draft === null
      ? null
      : commandLine(['vfjobs', 'schedules', 'create', name, ...wordsOf(look, withZone(rest))]);
  }
  const version = base.version === null ? [] : ['--if-version', String(base.version)];
  return commandLine([
    'vfjobs',
    'schedules',
    'edit',
    referenceOf(base),
    ...wordsOf(look, fields),
    ...version,
  ]);
}

/** Its id where the name has bytes that no shell should get, or would be taken for an option. */
function referenceOf({ id, name }: Schedule): string {
  return sanitize(name) === name && !name.startsWith('-') ? name : id;
}

/** The zone of a new one is this machine's and no default. */
function withZone(fields: readonly DefinitionField[]): readonly DefinitionField[] {
  return fields.includes('timezone') ? fields : [...fields, 'timezone'];
}

function wordsOf({ texts }: EditorLook, fields: readonly DefinitionField[]): readonly string[] {
  const hasWhen = fields.includes('when') || fields.includes('kind');
  return [
    ...(hasWhen ? [whenOptions[kindOf(texts)], whenSent(texts)] : []),
    ...fields.flatMap((field) => {
      if (field === 'when' || field === 'kind' || !isOfUse(field, texts)) return [];
      if (field === 'dependsOn') return ['--after', ...orNothing(referencesIn(texts.dependsOn))];
      if (field === 'status') return texts.status === 'paused' ? ['--paused'] : ['--active'];
      return [options[field], field === 'config' ? onOneLine(texts.config) : texts[field]];
    }),
  ];
}

/** Nothing clears what may have more than one value. */
function orNothing(references: readonly string[]): readonly string[] {
  return references.length === 0 ? [''] : references;
}
