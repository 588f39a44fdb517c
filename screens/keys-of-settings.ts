import { type KeysInUse, keysInUse } from '../src/keys/keys-in-use.ts';
import type { ConsoleSettings, SettingsPort } from '../src/model/console-settings.ts';

/** Puts the keys together when they are first asked for, and anew after the settings have changed. */
export function keysOfSettings(port: SettingsPort): () => KeysInUse {
  let of: ConsoleSettings | null = null;
  let keys: KeysInUse | null = null;
  return () => {
    const settings = port.read();
    if (keys === null || settings !== of) keys = keysInUse(settings);
    of = settings;
    return keys;
  };
}
