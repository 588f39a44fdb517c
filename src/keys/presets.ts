import type { KeyPresetName } from '../model/console-settings.ts';
import type { KeyOverrides } from './command.ts';

/**
 * What fingers know from other consoles, as far as it keeps the rule: lower case looks, upper case acts. These keys
 * come before those of the table, which stay; where a command of the table has such a key itself, that one keeps it.
 */
export const keyPresets: Readonly<Record<KeyPresetName, KeyOverrides>> = {
  vfjobs: {},
  k9s: {
    refresh: ['ctrl+r'],
    copy: ['c'],
    follow: ['s'],
    'page-down': ['ctrl+f'],
    'page-up': ['ctrl+b'],
  },
  lazygit: {
    zoom: ['+', '_'],
    undo: ['z'],
    'page-down': ['.'],
    'page-up': [','],
    top: ['<'],
    bottom: ['>'],
  },
};

/** What of a preset's home is left out, and why; shown on the page of keys. */
export const presetNotes: Readonly<Record<KeyPresetName, string>> = {
  vfjobs: '',
  k9s: 'Ctrl-D and Ctrl-K delete nothing here, Ctrl-Z suspends, and t only looks: T triggers.',
  lazygit: 'd looks and removes nothing, r asks the server again and R retries a run.',
};
