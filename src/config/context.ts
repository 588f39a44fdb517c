import { z } from 'zod';

export const contextSchema = z.object({
  name: z.string().min(1),
  apiUrl: z.string().min(1),
  /** UUID or slug. */
  project: z.string().min(1),
  /** Null: the token comes from the environment or from `veryfront login`. */
  token: z.string().min(1).nullable(),
  /** Verbs and keys that change something are refused. */
  readOnly: z.boolean(),
  /** Acting in it asks for more than one key. */
  production: z.boolean().default(false),
  /** Program and arguments whose output is the token; it is run without a shell for each connection. */
  tokenCommand: z.array(z.string().min(1)).min(1).nullable().default(null),
});

/** A named connection, as in kubectl. */
export type Context = z.infer<typeof contextSchema>;

/** What the config file holds. Unknown members are kept for newer versions of the program. */
export const configSchema = z
  .object({
    contexts: z.array(contextSchema).default([]),
    /** Null: the local executor. */
    currentContext: z.string().nullable().default(null),
  })
  .catchall(z.json());
export type ConfigData = z.infer<typeof configSchema>;
