import type { Token } from './tokens.ts';

/** A place in what was said. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** What was not read yet. */
  get rest(): readonly Token[] {
    return this.#tokens.slice(this.#at);
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  /** Reads one of these words, if it comes next. */
  word(...texts: readonly string[]): string | null {
    const token = this.peek();
    if (token?.kind !== 'word' || !texts.includes(token.text)) return null;
    this.#at++;
    return token.text;
  }

  /** Reads these words, one after the other: all or none. */
  words(...texts: readonly string[]): boolean {
    const isThere = texts.every((text, index) => {
      const token = this.peek(index);
      return token?.kind === 'word' && token.text === text;
    });
    if (isThere) this.#at += texts.length;
    return isThere;
  }

  /** Reads a word that the table has. */
  named<T>(table: Readonly<Record<string, T>>): T | null {
    const token = this.peek();
    if (token?.kind !== 'word' || !Object.hasOwn(table, token.text)) return null;
    this.#at++;
    return table[token.text] ?? null;
  }

  /** What `read` answers; when that is null, nothing was read. */
  attempt<T>(read: (cursor: Cursor) => T | null): T | null {
    const start = this.#at;
    const found = read(this);
    if (found === null) this.#at = start;
    return found;
  }

  /**
   * One or more of what `read` reads, with `,` or `and` between; null for none.
   * @param bare whether nothing need be between: `mon wed fri`
   */
  list<T>(read: (cursor: Cursor) => T | null, bare = false): readonly T[] | null {
    const first = this.attempt(read);
    if (first === null) return null;
    const found = [first];
    for (;;) {
      const more = this.attempt((cursor) => (cursor.#separator() || bare ? read(cursor) : null));
      if (more === null) return found;
      found.push(more);
    }
  }

  #separator(): boolean {
    const comma = this.word(',', ';', '/', '+');
    const and = this.word('and', 'or', 'plus');
    return comma !== null || and !== null;
  }
}
