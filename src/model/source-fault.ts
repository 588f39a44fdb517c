/**
 * What can be wrong with a file that defines a schedule (contract section 15.4).
 * `dynamic_definition`: it is not data, such as a function; `unsupported_target`: nothing here can run it;
 * `manual_conflict`: a schedule of that name was made by hand.
 */
export const sourceFaultCodes = [
  'parse_error',
  'invalid_definition',
  'dynamic_definition',
  'duplicate_source_id',
  'unsupported_target',
  'manual_conflict',
] as const;
export type SourceFaultCode = (typeof sourceFaultCodes)[number];

/** Why a file of `schedules/` is not in force as it stands. */
export interface SourceFault {
  readonly code: SourceFaultCode;
  /** What is wrong, and what is allowed. */
  readonly message: string;
  /** Path below the project folder. */
  readonly sourcePath: string;
  /** Of the member that is meant, else of the definition; null when it is not known. */
  readonly line: number | null;
  /** The id in the file; null when it could not be read. */
  readonly sourceId: string | null;
  /** The schedule that goes on with the last good definition of this file; null when there is none. */
  readonly scheduleId: string | null;
}

/** `schedules/nightly.ts:7`. */
export function placeOfFault({ sourcePath, line }: SourceFault): string {
  return line === null ? sourcePath : `${sourcePath}:${line}`;
}
