import { isJsonObject } from '../lib/json.ts';
import { type ListTimeMode, listTimeModes } from './time-mode.ts';

export const themeNames = ['terminal', 'mono', 'colour-blind', 'dark', 'light'] as const;
export type ThemeName = (typeof themeNames)[number];

export const keyPresetNames = ['vfjobs', 'k9s', 'lazygit'] as const;
export type KeyPresetName = (typeof keyPresetNames)[number];

/** A command of the user's own: a program that is started with what the console knows of the row under the cursor. */
export interface UserCommand {
  /** The word of the palette that starts it. */
  readonly name: string;
  /** A key as `keys` writes them; null: only by its word. */
  readonly key: string | null;
  /** Where its key works: a scope of the key table. */
  readonly scope: string;
  /** One sentence for the help. */
  readonly text: string;
  /** A line of the palette, such as `runs status:failed`, done instead of a program; null: `argv` is started. */
  readonly palette: string | null;
  /** The program and its arguments; never read by a shell. Placeholders such as `{run.id}` stay inside their argument. */
  readonly argv: readonly string[];
  /** It changes something: its key must be an upper-case letter. */
  readonly acts: boolean;
  /** Ask before it is started. */
  readonly confirm: boolean;
  /** `terminal` lends it the screen until it ends; `pane` shows what it printed. */
  readonly output: 'terminal' | 'pane';
}

/** How the user wants the console to be. Read from the settings file; a member that is absent there has its default. */
export interface ConsoleSettings {
  readonly theme: ThemeName;
  /** The keys to begin with; `keys` changes single ones. */
  readonly keyPreset: KeyPresetName;
  /** Key overrides by command id, or by scope and id as `runs.retry`. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Saved views: a filter of the runs list by name. */
  readonly views: Readonly<Record<string, string>>;
  readonly commands: readonly UserCommand[];
  /** The wheel scrolls and a click selects; the terminal's own selection then needs Shift. */
  readonly mouse: boolean;
  /** How times begin; `t` changes them. */
  readonly time: ListTimeMode;
  /** What the console may take from the link, in bytes per second; null: no budget. */
  readonly bytesPerSecond: number | null;
  /** Seconds between two questions to a server that cannot tell changes by itself. */
  readonly pollSeconds: number;
}

export const defaultSettings: ConsoleSettings = {
  theme: 'terminal',
  keyPreset: 'vfjobs',
  keys: {},
  views: {},
  commands: [],
  mouse: false,
  time: 'relative',
  bytesPerSecond: null,
  pollSeconds: 2,
};

/** A part of the settings file that is not used, and why. */
export interface SettingProblem {
  /** The path of the part, as `keys.retry`; empty for the whole file. */
  readonly name: string;
  /** One sentence: what is wrong and what is allowed. */
  readonly message: string;
}

/** The settings as the console reads and changes them. */
export interface SettingsPort {
  read(): ConsoleSettings;
  /** What the file holds and the console does not use. */
  problems(): readonly SettingProblem[];
  /** The settings file; null for settings that are kept nowhere. */
  readonly path: string | null;
  /**
   * Changes members and keeps the rest of the file.
   * @throws UserError when the file is damaged or cannot be written; then nothing changed
   */
  change(part: Partial<ConsoleSettings>): void;
  /** Calls the listener after the settings were changed by anybody; answers the function that stops it. */
  watch(listener: (settings: ConsoleSettings) => void): () => void;
  /** Loads what checks and writes the file, and follows it from then on. Called once, behind the first frame. */
  load(): Promise<void>;
  /** Stops following the file. */
  close(): void;
}

/** Settings that are kept nowhere. */
export function settingsInMemory(first: Partial<ConsoleSettings> = {}): SettingsPort {
  let settings: ConsoleSettings = { ...defaultSettings, ...first };
  const listeners = new Set<(settings: ConsoleSettings) => void>();
  return {
    path: null,
    read: () => settings,
    problems: () => [],
    change(part) {
      settings = { ...settings, ...part };
      for (const listener of [...listeners]) listener(settings);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {},
    close: () => {},
  };
}

/**
 * What the first frame needs of the settings, without the schema, which takes longer to load than the frame to
 * draw: theme, keys, mouse. What is not plainly right has its default here, and is reported when the schema has read it.
 */
export function settingsAtFirst(raw: unknown): ConsoleSettings {
  if (!isJsonObject(raw)) return defaultSettings;
  const { theme, keyPreset, keys, mouse, time } = raw;
  return {
    ...defaultSettings,
    theme: oneOf(themeNames, theme) ?? defaultSettings.theme,
    keyPreset: oneOf(keyPresetNames, keyPreset) ?? defaultSettings.keyPreset,
    keys: isJsonObject(keys) ? keysIn(keys) : {},
    mouse: mouse === true,
    time: oneOf(listTimeModes, time) ?? defaultSettings.time,
  };
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value);
}

function keysIn(raw: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const entries = Object.entries(raw).flatMap(([id, value]): [string, readonly string[]][] => {
    const keys = typeof value === 'string' ? [value] : value;
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? [[id, keys]] : [];
  });
  return Object.fromEntries(entries);
}
