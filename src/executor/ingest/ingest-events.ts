import type { JsonObject } from '../../lib/json.ts';
import type { EventLevel } from '../../model/event.ts';
import type { ConversionStep } from './conversion.ts';

/** What a task is given to tell events (`TaskContext`). */
export interface EventTeller {
  event(type: string, payload?: JsonObject, level?: EventLevel): void;
  progress(done: number, total: number, note?: string): void;
}

/** Where a source stands among all that are ingested. */
export interface Place {
  readonly current: number;
  readonly total: number;
  readonly name: string;
}

/** A page takes a moment or less, and a run may keep so many events only. */
const stepIntervalMs = 250;

const phaseOfUnit = {
  page: 'pdf_page_completed',
  slide: 'ppt_slide_completed',
  file: 'document_file_completed',
} as const satisfies Record<ConversionStep['unit'], string>;

/** The events of an ingest, word for word those of the contract (section 16.7). */
export type IngestEvents = ReturnType<typeof createIngestEvents>;

export function createIngestEvents(teller: EventTeller) {
  const tell = (phase: string, message: string, more: JsonObject = {}, level: EventLevel = 'info') =>
    teller.event(`knowledge.${phase}`, { message, phase, ...more }, level);
  let stepToldAt = Number.NEGATIVE_INFINITY;

  return {
    started: (mode: string) => tell('started', 'Starting knowledge ingest', { mode }),
    resolved(ingestable: number, skipped: number) {
      tell('sources_resolved', 'Resolved knowledge sources', {
        progress_total: ingestable,
        ingestable_count: ingestable,
        skipped_count: skipped,
      });
      if (skipped === 0) return;
      tell('sources_skipped', 'Skipped knowledge sources', { skipped_count: skipped }, 'warn');
    },
    processing(place: Place) {
      teller.progress(place.current - 1, place.total, place.name);
      tell('file_processing', 'Processing knowledge source', placeOf(place));
    },
    /** Told four times a second at most; the last step always. */
    step(place: Place, step: ConversionStep) {
      const now = performance.now();
      if (step.current < step.total && now - stepToldAt < stepIntervalMs) return;
      stepToldAt = now;
      const phase = phaseOfUnit[step.unit];
      tell(phase, 'Knowledge source extraction progress', stepOf(place, step));
    },
    ingested(place: Place, remotePath: string, warnings: number) {
      tell('file_completed', 'Knowledge source ingested', {
        ...placeOf(place),
        remote_path: remotePath,
        warning_count: warnings,
      });
      if (warnings === 0) return;
      const more = { source_name: place.name, warning_count: warnings };
      tell('file_warning', 'Knowledge source emitted warnings', more, 'warn');
    },
    failed(place: Place, error: string) {
      tell('file_failed', 'Knowledge source failed', { ...placeOf(place), error }, 'error');
    },
    completed(counts: JsonObject, total: number) {
      teller.progress(total, total);
      tell('completed', 'Completed knowledge ingest', counts);
    },
  };
}

function placeOf({ current, total, name }: Place): JsonObject {
  return { progress_current: current, progress_total: total, source_name: name };
}

/** The numbers are those of the part; a page and a slide have names of their own for them. */
function stepOf({ name }: Place, { unit, current, total, characters }: ConversionStep): JsonObject {
  const own: JsonObject = unit === 'file' ? {} : { [`${unit}_current`]: current, [`${unit}_total`]: total };
  return {
    progress_unit: unit,
    progress_current: current,
    progress_total: total,
    source_name: name,
    ...own,
    characters,
  };
}
