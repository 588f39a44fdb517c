import { v5, v7, validate } from 'uuid';

/** A new id: a UUID v7, so that ids made later sort later. */
export function newId(): string {
  return v7();
}

/**
 * The id of a thing that has a name: a UUID v5, the same one for the same name.
 * @param space UUID within which the name stands
 */
export function namedId(space: string, name: string): string {
  return v5(name, space);
}

export function isUuid(text: string): boolean {
  return validate(text);
}
