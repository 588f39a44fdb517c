import { type BulkyMember, bulkyMembers, maxListedBytes, type Run } from './run.ts';

/** The run as lists and the stream of changes carry it: without what is larger than `maxListedBytes`. */
export function listedRun(run: Run): Run {
  return withoutMembers(
    run,
    bulkyMembers.filter((member) => Buffer.byteLength(JSON.stringify(run[member])) > maxListedBytes),
  );
}

/** The run with these members left out, and named as such. */
export function withoutMembers(run: Run, omitted: readonly BulkyMember[]): Run {
  if (omitted.length === 0) return run;
  const isKept = (member: BulkyMember) => !omitted.includes(member);
  return {
    ...run,
    config: isKept('config') ? run.config : {},
    input: isKept('input') ? run.input : null,
    output: isKept('output') ? run.output : null,
    omitted,
  };
}

/**
 * A listed run, with those of the omitted members that are known from an earlier record of it. Config
 * and input never change; an output is known for its own version only.
 */
export function withKnown(listed: Run, known: Run | null): Run {
  if (listed.omitted === undefined || known === null) return listed;
  const isMissing = (member: BulkyMember) =>
    known.omitted?.includes(member) === true || (member === 'output' && known.version !== listed.version);
  const missing = listed.omitted.filter(isMissing);
  const from = (member: BulkyMember) =>
    listed.omitted?.includes(member) && !isMissing(member) ? known : listed;
  return {
    ...listed,
    config: from('config').config,
    input: from('input').input,
    output: from('output').output,
    omitted: missing.length === 0 ? undefined : missing,
  };
}
