import { type Action, sizeOf } from '../../src/store/acting/action.ts';
import { expireArming } from '../../src/store/arming.ts';
import type { DialogField, DialogState } from '../../src/store/dialog.ts';
import { actReason } from '../../src/store/disabled-reason.ts';
import { learnWho } from '../../src/store/ops.ts';
import { keyOf } from '../key-of.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { blastRadius, mustTypeNumber } from './blast-radius.ts';

const emptyText = { value: '', cursor: 0 };
const reasonField: DialogField = {
  label: 'why',
  placeholder: 'optional, Tab to write; kept in the log of actions (:ops)',
  text: emptyText,
};
const no = { key: 'n', label: 'no', harmless: true } as const;

/**
 * Asks whether the action is wanted, and has it done when it is. The harmless answer is focused; `y` goes
 * ahead. When many are hit, or in production, their number has to be typed instead.
 */
export function proposeAction(parts: ConsoleParts, action: Action): void {
  askAbout(parts, action, (reason) => parts.model.actions.begin(action, reason));
}

/** What is asked for beside the reason. */
export interface MoreAsked {
  readonly fields: readonly DialogField[];
  /** What is wrong with the texts of those fields; null when nothing is. */
  readonly check: (texts: readonly string[]) => string | null;
  /** What is understood of them; null while that is nothing. */
  readonly heard?: ((texts: readonly string[]) => string | null) | undefined;
  /** What the reason is for, where it is more than a line of the log. */
  readonly whyFor?: string | undefined;
}

const nothingMore: MoreAsked = { fields: [], check: () => null };

/**
 * Asks as `proposeAction` does.
 * @param go hears why, in the user's words, once they have said yes, and what they wrote into the other fields
 */
export function askAbout(
  parts: ConsoleParts,
  action: Action,
  go: (reason: string | null, texts: readonly string[]) => void,
  more: MoreAsked = nothingMore,
): void {
  const { store } = parts.model;
  const reason = refusal(parts, action);
  if (reason !== null) {
    refuse(parts, reason);
    return;
  }
  learnWho(parts.model);
  const { connection } = stateOf(parts);
  const size = action.typed ?? String(sizeOf(action));
  const isTyped = action.typed !== undefined || mustTypeNumber(action, connection);
  const writtenIn = (texts: readonly string[]) => texts.slice(isTyped ? 1 : 0, -1);
  const reasonAsked = more.whyFor === undefined ? reasonField : { ...reasonField, placeholder: more.whyFor };
  const dialog: DialogState = {
    title: action.question,
    lines: blastRadius(action, connection, keyOf(parts, 'undo')),
    choices: isTyped ? [no] : [{ key: 'y', label: action.yes }, no],
    focused: 1,
    heard: (texts) => more.heard?.(writtenIn(texts)) ?? null,
    fields: [...(isTyped ? [numberField(action, size)] : []), ...more.fields, reasonAsked],
    answer(choice, texts) {
      if (choice !== 'y') return;
      const written = writtenIn(texts);
      const problem = more.check(written);
      if (problem !== null) {
        const { dialog: asked } = stateOf(parts);
        // Another object than the one that is answered: it stays open, with what was typed.
        if (asked !== null) store.setState({ dialog: { ...asked, problem } });
        return;
      }
      const late = refusal(parts, action);
      if (late !== null) {
        refuse(parts, late);
        return;
      }
      // Another context has taken over while this was asked: the yes was for the one that was named.
      if (stateOf(parts).connection.contextName !== connection.contextName) {
        refuse(parts, 'the context has changed since it was asked');
        return;
      }
      go(texts.at(-1) || null, written);
    },
  };
  store.setState({ dialog });
}

/** Why it can't be done now; null when it can. */
function refusal(parts: ConsoleParts, { items, leftOut = [] }: Action): string | null {
  expireArming(parts.model);
  const reason = actReason(stateOf(parts));
  if (reason !== null || items.length > 0) return reason;
  const [first] = leftOut;
  return first === undefined ? 'nothing is chosen' : `${first.count} of them ${first.reason}`;
}

function refuse(parts: ConsoleParts, reason: string): void {
  const message = `Nothing was sent: ${reason}.`;
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}

function numberField({ yes }: Action, expected: string): DialogField {
  return { label: `type ${expected}, then Enter, to ${yes}`, placeholder: '', text: emptyText, expected };
}
