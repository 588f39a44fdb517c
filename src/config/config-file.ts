import { basename, dirname } from 'node:path';
import Conf from 'conf';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { messageOf, UserError } from '../model/errors.ts';
import { type ConfigData, type Context, configSchema } from './context.ts';
import type { Environment } from './environment.ts';
import { localContextName } from './local-context.ts';
import { userConfigFile } from './user-folders.ts';

/** The user's settings file. Every method reads the file anew. */
export interface ConfigFile {
  readonly path: string;
  /** @throws UserError `invalid` when the file is damaged; it is left as it is */
  read(): ConfigData;
  /**
   * Adds a context or replaces the one of that name.
   * @param formerName it replaces this one, and is in use if that was
   */
  putContext(context: Context, formerName?: string | null): void;
  /** @throws UserError `not-found` */
  removeContext(name: string): void;
  /** @param name `local` stands for the executor of the current folder's project. @throws UserError `not-found` */
  useContext(name: string): void;
  /** What the file says about the console, unchecked. @throws UserError as `read` */
  readConsole(): unknown;
  /**
   * Changes members of what the file says about the console and keeps all the rest.
   * @throws UserError `invalid` when that is damaged; it is left as it is
   */
  putConsole(part: Readonly<Record<string, unknown>>): void;
  /** Puts other data in the place of all that the file holds. @throws UserError `invalid` when they are no settings */
  replaceAll(data: unknown): void;
}

/**
 * Opens the settings (file mode 0600). `VFJOBS_CONFIG_DIR` moves the folder.
 * @throws UserError `invalid` when the file is damaged, `storage` when its folder cannot be used
 */
export function openConfigFile(env: Environment): ConfigFile {
  const conf = openConf(userConfigFile(env));
  const read = () => readData(conf);
  const write = (data: ConfigData) => writeData(conf, data);
  const mustExist = (name: string) => {
    const data = read();
    if (!data.contexts.some((context) => context.name === name)) throw unknownContext(name, data);
    return data;
  };
  return {
    path: conf.path,
    read,
    putContext(context, formerName = null) {
      const data = read();
      const replaced = formerName ?? context.name;
      const isThere = data.contexts.some(({ name }) => name === replaced);
      const contexts = isThere
        ? data.contexts.map((kept) => (kept.name === replaced ? context : kept))
        : [...data.contexts, context];
      const currentContext = data.currentContext === replaced ? context.name : data.currentContext;
      write({ ...data, currentContext, contexts });
    },
    removeContext(name) {
      const data = mustExist(name);
      const currentContext = data.currentContext === name ? null : data.currentContext;
      write({ ...data, currentContext, contexts: data.contexts.filter((context) => context.name !== name) });
    },
    useContext(name) {
      if (name === localContextName) write({ ...read(), currentContext: null });
      else write({ ...mustExist(name), currentContext: name });
    },
    readConsole: () => readStore(conf)['console'],
    putConsole(part) {
      const raw = readStore(conf);
      const before = raw['console'] ?? {};
      if (!isJsonObject(before)) throw damaged(conf.path, 'its member "console" is no object');
      // Past JSON, so that what is undefined goes and nothing else than JSON stays.
      const console: unknown = JSON.parse(JSON.stringify({ ...before, ...part }));
      writeData(conf, { ...raw, console: isJsonObject(console) ? console : before });
    },
    replaceAll(data) {
      const parsed = configSchema.safeParse(data);
      if (!parsed.success || !isJsonObject(data)) throw notSettings(parsed.error);
      writeData(conf, data);
    },
  };
}

function openConf(path: string): Conf<JsonObject> {
  try {
    return new Conf<JsonObject>({
      cwd: dirname(path),
      configName: basename(path, '.json'),
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      deserialize: parseObject,
    });
  } catch (thrown) {
    throw readError(thrown, path);
  }
}

/** Conf takes any other JSON value for an empty store, and the next write would replace the file. */
function parseObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new SyntaxError('it does not hold a JSON object');
  return value;
}

function readStore(conf: Conf<JsonObject>): JsonObject {
  try {
    return conf.store;
  } catch (thrown) {
    throw readError(thrown, conf.path);
  }
}

function readData(conf: Conf<JsonObject>): ConfigData {
  const parsed = configSchema.safeParse(readStore(conf));
  if (!parsed.success) throw damaged(conf.path, z.prettifyError(parsed.error).replaceAll(/\s+/g, ' '));
  return parsed.data;
}

function writeData(conf: Conf<JsonObject>, data: JsonObject): void {
  try {
    conf.store = data;
  } catch (thrown) {
    throw new UserError('storage', `${conf.path} cannot be written: ${messageOf(thrown)}`, {
      fix: 'Make its folder writable, or name another one with VFJOBS_CONFIG_DIR.',
      cause: thrown,
    });
  }
}

function readError(thrown: unknown, path: string): UserError {
  if (thrown instanceof SyntaxError) return damaged(path, withoutQuote(thrown.message));
  return new UserError('storage', `The settings file ${path} cannot be read: ${messageOf(thrown)}`, {
    fix: 'Make it readable, or name another folder with VFJOBS_CONFIG_DIR.',
    cause: thrown,
  });
}

/** What is wrong with a text, without the piece of it that the engine quotes: it may be one of a token. */
function withoutQuote(message: string): string {
  return message.replace(/,\s+(?:\.\.\.)?".*$/s, '');
}

function damaged(path: string, why: string): UserError {
  return new UserError('invalid', `The settings file ${path} is damaged: ${why}`, {
    fix: 'Repair or remove the file; nothing was changed.',
  });
}

function notSettings(error: z.ZodError | undefined): UserError {
  const why = error === undefined ? 'they are no object' : z.prettifyError(error).replaceAll(/\s+/g, ' ');
  return new UserError('invalid', `These are no settings: ${why}`);
}

function unknownContext(name: string, data: ConfigData): UserError {
  const names = [localContextName, ...data.contexts.map((context) => context.name)];
  return new UserError('not-found', `There is no context "${name}"`, {
    fix: `There are: ${names.join(', ')}.`,
  });
}
