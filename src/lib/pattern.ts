import type { RE2JS } from 're2js';

/**
 * A regular expression that somebody typed. It takes time in proportion to the text, whatever it says: RE2
 * never goes back in the text. `RegExp` does, and a typing error could keep the keyboard waiting for ever.
 */
export interface Pattern {
  test(text: string): boolean;
  /** Where it is found, from left to right: none of these places is empty, and none overlaps another. */
  places(text: string): Iterable<Place>;
}

/** A part of a text, in UTF-16 units. */
export interface Place {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

let re2: typeof RE2JS | null = null;

/** Loads what patterns are made with, which the first frame does without. */
export async function loadPatterns(): Promise<void> {
  re2 ??= (await import('re2js')).RE2JS;
}

/**
 * @param source in the syntax of RE2: no look-around and no back references
 * @throws SyntaxError when it is none, or `loadPatterns` has not ended
 */
export function patternOf(source: string, { ignoreCase }: { readonly ignoreCase: boolean }): Pattern {
  if (re2 === null) throw new SyntaxError('patterns are still being loaded, Enter tries again');
  const expression = compiled(re2, source, ignoreCase);
  return {
    test: (text) => expression.test(text),
    *places(text) {
      const matcher = expression.matcher(text);
      while (matcher.find()) {
        const place = { from: matcher.start(), to: matcher.end() };
        if (place.to > place.from) yield place;
      }
    },
  };
}

function compiled(re2: typeof RE2JS, source: string, ignoreCase: boolean): RE2JS {
  try {
    return re2.compile(source, ignoreCase ? re2.CASE_INSENSITIVE : 0);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SyntaxError(message.replace(/^error parsing regexp: /, '').replace('`(?i)', '`'));
  }
}

/** The pattern that finds exactly this text. */
export function textPattern(text: string, { ignoreCase }: { readonly ignoreCase: boolean }): Pattern {
  const source = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const flags = ignoreCase ? 'i' : '';
  const once = new RegExp(source, flags);
  return {
    test: (other) => once.test(other),
    *places(other) {
      if (text === '') return;
      for (const found of other.matchAll(new RegExp(source, `g${flags}`))) {
        yield { from: found.index, to: found.index + found[0].length };
      }
    },
  };
}
