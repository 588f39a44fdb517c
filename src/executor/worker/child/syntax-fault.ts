import type { Place } from './place.ts';

/** What the transform says about a source that it cannot parse. */
export interface SyntaxFault {
  readonly message: string;
  readonly place: Place | null;
}

/** Reads the first error that esbuild threw; null for anything else that was thrown. */
export function syntaxFaultOf(thrown: unknown): SyntaxFault | null {
  const errors: unknown = thrown instanceof Error && 'errors' in thrown ? thrown.errors : null;
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  if (typeof first !== 'object' || first === null || !('text' in first) || !('location' in first))
    return null;
  return { message: String(first.text), place: placeIn(first.location) };
}

function placeIn(location: unknown): Place | null {
  if (typeof location !== 'object' || location === null) return null;
  if (!('file' in location) || !('line' in location)) return null;
  return { file: String(location.file), line: Number(location.line) };
}
