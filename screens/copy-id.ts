import type { ConsoleParts } from './parts.ts';

/** Puts an id on the clipboard and says so. */
export function copyId(parts: ConsoleParts, id: string): void {
  const sent = parts.terminal.copy(id);
  const message = sent ? `copied ${id}` : `This terminal takes no copies; the id is ${id}`;
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
