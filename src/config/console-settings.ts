import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../lib/json.ts';
import {
  type ConsoleSettings,
  defaultSettings,
  keyPresetNames,
  type SettingProblem,
  themeNames,
} from '../model/console-settings.ts';
import { listTimeModes } from '../model/time-mode.ts';
import { argvFault } from '../model/user-command.ts';
import { configSchema } from './context.ts';

const keyList = z
  .union([z.string().min(1), z.array(z.string().min(1))])
  .transform((keys) => (typeof keys === 'string' ? [keys] : keys));

const userCommand = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens, beginning with a letter')
      .meta({ description: 'The word of the palette that starts it' }),
    key: z.string().min(1).nullable().default(null).meta({ description: 'A key; null: only by its word' }),
    scope: z.string().min(1).default('everywhere').meta({ description: 'Where its key works' }),
    text: z.string().default('').meta({ description: 'One sentence for the help' }),
    palette: z.string().min(1).nullable().default(null).meta({
      description: 'A line of the palette, done instead of a program, as `view nightly`',
    }),
    argv: z
      .array(z.string())
      .default([])
      .refine((argv) => argv.length === 0 || argvFault(argv) === null, {
        error: ({ input }) => faultOfArgv(input),
      })
      .meta({ description: 'The program and its arguments, with placeholders; never read by a shell' }),
    acts: z
      .boolean()
      .default(false)
      .meta({ description: 'It changes something: upper-case key, asked first' }),
    confirm: z
      .boolean()
      .default(false)
      .meta({ description: 'Ask before it starts; what acts is asked for in any case' }),
    output: z.enum(['terminal', 'pane']).default('terminal').meta({
      description: '`terminal` lends it the screen, `pane` shows what it printed',
    }),
  })
  .refine(({ argv, palette }) => (argv.length === 0) !== (palette === null), 'give it either argv or palette')
  .transform((command) => ({ ...command, confirm: command.confirm || command.acts }));

/** One schema per member; what a member means is said here, once, for the program, the JSON schema and the page. */
export const settingSchemas = {
  theme: z.enum(themeNames).meta({ description: 'How meanings look; `terminal` uses its own 16 colours' }),
  keyPreset: z.enum(keyPresetNames).meta({ description: 'The keys to begin with' }),
  keys: z.record(z.string(), keyList).meta({
    description: 'Keys by command id, or by scope and id as `runs.retry`; they replace all its keys',
  }),
  views: z
    .record(z.string(), z.string())
    .meta({ description: 'Saved views: a filter of the list of runs by name' }),
  commands: z.array(userCommand).meta({ description: 'Commands of your own' }),
  mouse: z
    .boolean()
    .meta({ description: 'The wheel scrolls, a click selects; selecting text then needs Shift' }),
  time: z.enum(listTimeModes).meta({ description: 'How times are shown at first' }),
  bytesPerSecond: z
    .int()
    .positive()
    .nullable()
    .meta({ description: 'What may come over the link, in bytes per second; null: no budget' }),
  pollSeconds: z
    .number()
    .min(1)
    .max(300)
    .meta({ description: 'How often a server is asked that cannot tell changes by itself' }),
} as const satisfies Readonly<Record<keyof ConsoleSettings, z.ZodType>>;

export type SettingName = keyof typeof settingSchemas;
export const settingNames = Object.keys(settingSchemas) as readonly SettingName[];

/** What a settings file says about the console, and what of it is not used. */
export interface ReadSettings {
  readonly settings: ConsoleSettings;
  readonly problems: readonly SettingProblem[];
}

/**
 * Reads the member `console` of the settings file. What is damaged or unknown is reported by its name, and the
 * rest is used.
 */
export function readConsoleSettings(raw: unknown): ReadSettings {
  if (raw === undefined) return { settings: defaultSettings, problems: [] };
  if (!isJsonObject(raw)) {
    return {
      settings: defaultSettings,
      problems: [{ name: 'console', message: 'must be an object with settings' }],
    };
  }
  const problems: SettingProblem[] = Object.keys(raw)
    .filter((name) => !isSettingName(name))
    .map((name) => ({ name, message: `is no setting; there are ${settingNames.join(', ')}` }));
  const read: Record<string, unknown> = {};
  for (const name of settingNames) {
    const value = raw[name];
    if (value !== undefined) Object.assign(read, readMember(name, value, problems));
  }
  return { settings: { ...defaultSettings, ...read }, problems };
}

/**
 * The value of one setting, checked.
 * @returns what is wrong with it, null when nothing is
 */
export function settingFault(name: SettingName, value: unknown): string | null {
  const parsed = settingSchemas[name].safeParse(value);
  return parsed.success ? null : faultOf(parsed.error);
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingSchemas, name);
}

/** The JSON schema of the settings file. */
export function settingsJsonSchema(): object {
  const console = z
    .object(settingSchemas)
    .partial()
    .meta({ description: 'How the console looks and behaves' });
  const file = z.object({
    contexts: configSchema.shape.contexts.meta({
      description: 'Named connections, as `vfjobs contexts` keeps them',
    }),
    currentContext: configSchema.shape.currentContext,
    console: console.optional(),
  });
  return z.toJSONSchema(file, { io: 'input' });
}

/** Entries of collections are read one by one, so that one bad entry costs no other. */
function readMember(
  name: SettingName,
  value: JsonValue,
  problems: SettingProblem[],
): Record<string, unknown> {
  const whole = settingSchemas[name].safeParse(value);
  if (whole.success) return { [name]: whole.data };
  if (isJsonObject(value) && defaultIsObject(name)) {
    const entries = Object.entries(value).flatMap(([key, entry]) => {
      const one = settingSchemas[name].safeParse({ [key]: entry });
      if (!one.success) problems.push({ name: `${name}.${key}`, message: faultOf(one.error) });
      return one.success ? Object.entries(Object(one.data)) : [];
    });
    return { [name]: Object.fromEntries(entries) };
  }
  if (Array.isArray(value) && Array.isArray(defaultSettings[name])) {
    const entries = value.flatMap((entry, index) => {
      const one = settingSchemas[name].safeParse([entry]);
      if (!one.success) problems.push({ name: `${name}.${index + 1}`, message: faultOf(one.error) });
      return one.success && Array.isArray(one.data) ? one.data : [];
    });
    return { [name]: entries };
  }
  problems.push({ name, message: faultOf(whole.error) });
  return {};
}

function faultOfArgv(input: unknown): string {
  const words = Array.isArray(input) ? input.map(String) : [];
  return argvFault(words) ?? 'it is no list of arguments';
}

function defaultIsObject(name: SettingName): boolean {
  return isJsonObject(defaultSettings[name]);
}

function faultOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => {
      const inner = path.filter((part) => typeof part === 'string').at(-1);
      return inner === undefined ? message : `${inner}: ${message}`;
    })
    .join('; ');
}
