/** The header in which a client says for whom it acts. Ours; a request without it acts for `api`. */
export const actorHeader = 'x-vfjobs-actor';

const maxActorLength = 64;

/** True for a name that may travel in the header: printable ASCII, 64 characters at most. */
export function isActor(name: string): boolean {
  return name.length <= maxActorLength && /^[!-~](?:[ -~]*[!-~])?$/.test(name);
}

/** The name that stands on the record of a change; `api` where the header has none that may. */
export function actorOf(header: string | undefined): string {
  const name = header?.trim() ?? '';
  return isActor(name) ? name : 'api';
}
