/** Whole numbers of 32 bits in one buffer: no object per number, however many there are. */
export interface NumberList {
  readonly length: number;
  /** 0 beyond the end. */
  at(place: number): number;
  push(number: number): void;
  /** Forgets all from this place on. */
  cutTo(length: number): void;
}

export function createNumberList(): NumberList {
  let numbers = new Int32Array(256);
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (place) => (place < length ? (numbers[place] ?? 0) : 0),
    push(number) {
      if (length === numbers.length) {
        const longer = new Int32Array(length * 2);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[length++] = number;
    },
    cutTo(shorter) {
      length = Math.min(length, shorter);
    },
  };
}
