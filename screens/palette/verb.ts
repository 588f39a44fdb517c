import type { ConsoleParts, PaletteVerb } from '../parts.ts';

/** A word that takes no argument and can always be done. */
export function verb(name: string, text: string, run: (parts: ConsoleParts) => void): PaletteVerb {
  return {
    name,
    argument: '',
    text,
    run(parts) {
      run(parts);
      return null;
    },
  };
}
