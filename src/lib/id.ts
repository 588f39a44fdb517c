import { v7, validate } from 'uuid';

/** A new id: a UUID v7, so that ids made later sort later. */
export function newId(): string {
  return v7();
}

export function isUuid(text: string): boolean {
  return validate(text);
}
