/** How the user wants the console to be. Read from the settings file; a member that is absent there has its default. */
export interface ConsoleSettings {
  /** Key overrides by command id, as `keys` of the settings file. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Saved views: a filter of the runs list by name. */
  readonly views: Readonly<Record<string, string>>;
}

export const defaultSettings: ConsoleSettings = { keys: {}, views: {} };

/** The settings as the console reads and changes them. */
export interface SettingsPort {
  read(): ConsoleSettings;
  /**
   * Changes members and keeps the rest of the file.
   * @throws UserError when the file is damaged or cannot be written; then nothing changed
   */
  change(part: Partial<ConsoleSettings>): void;
  /** Calls the listener after the file was changed by anybody; answers the function that stops it. */
  watch(listener: (settings: ConsoleSettings) => void): () => void;
}

/** Settings that are kept nowhere. */
export function settingsInMemory(first: ConsoleSettings = defaultSettings): SettingsPort {
  let settings = first;
  const listeners = new Set<(settings: ConsoleSettings) => void>();
  return {
    read: () => settings,
    change(part) {
      settings = { ...settings, ...part };
      for (const listener of listeners) listener(settings);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
