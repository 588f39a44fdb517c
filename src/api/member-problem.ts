import { z } from 'zod';
import type { MemberProblem } from '../model/errors.ts';
import type { DraftProblem } from '../model/schedule-preview.ts';
import { draftMembers, memberFromWire, memberToWire } from './schedule-words.ts';

/** Ours: one entry of the `errors` of a problem. */
export const wireMemberProblem = z.object({
  /** As the wire names it. */
  member: z.string(),
  /** A named part of its text, such as a field of a cron. */
  field: z.string().nullable(),
  /** The characters that are meant: the first, counted from 0, and the one after the last. */
  position: z.number().nullable(),
  end: z.number().nullable(),
  message: z.string(),
});
export type WireMemberProblem = z.infer<typeof wireMemberProblem>;

export function problemToWire({ member, field, from, to, message }: MemberProblem): WireMemberProblem {
  return { member: memberToWire(member), field, position: from, end: to, message };
}

export function memberProblemFromWire(wire: WireMemberProblem): MemberProblem {
  const { member, field, position: from, end: to, message } = wire;
  return { member: memberFromWire(member), field, from, to, message };
}

const cronFields = ['minute', 'hour', 'day of month', 'month', 'weekday'] as const;

/** Of a draft of a schedule; what is said of a member that is not known here counts as said of the time rule. */
export function problemFromWire(wire: WireMemberProblem): DraftProblem {
  const problem = memberProblemFromWire(wire);
  return {
    ...problem,
    member: draftMembers.find((member) => member === problem.member) ?? 'when',
    field: cronFields.find((field) => field === problem.field) ?? null,
  };
}
