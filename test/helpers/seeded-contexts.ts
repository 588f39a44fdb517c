import { UserError } from '../../src/model/errors.ts';
import type { ContextDraft, ContextInfo, ContextsPort } from '../../src/store/contexts-port.ts';
import { seededClient } from './seeded-client.ts';
import { seed } from './seeded-data.ts';

const local: ContextInfo = {
  name: 'local',
  apiUrl: null,
  project: '/work/acme',
  readOnly: false,
  production: false,
  token: 'executor',
  tokenCommand: null,
  isDefault: true,
  isKept: false,
};
const prod: ContextInfo = {
  ...local,
  name: 'prod-eu',
  apiUrl: 'https://api.veryfront.com',
  project: 'acme-web',
  production: true,
  token: 'context',
  isDefault: false,
  isKept: true,
};

/** Contexts in memory; what is done to them is on record. */
export function seededContexts() {
  const kept: ContextInfo[] = [local, prod, { ...prod, name: 'down', production: false, readOnly: true }];
  const drafts: ContextDraft[] = [];
  const done: string[] = [];
  const port: ContextsPort = {
    path: '/home/ops/.config/vfjobs/config.json',
    read: async () => [...kept],
    async put(draft, replaces) {
      if (draft.name === 'taken') throw new UserError('conflict', 'There is a context "taken" already');
      drafts.push(draft);
      done.push(`put ${draft.name} for ${replaces}`);
    },
    async remove(name) {
      done.push(`remove ${name}`);
      kept.splice(
        kept.findIndex((context) => context.name === name),
        1,
      );
    },
    async makeDefault(name) {
      done.push(`default ${name}`);
    },
    async open(name) {
      const context = kept.find((known) => known.name === name);
      if (context === undefined) throw new UserError('not-found', `There is no context "${name}"`);
      return {
        contextName: name,
        readOnly: context.readOnly,
        isProduction: context.production,
        async connect() {
          if (name === 'down') throw new UserError('network', 'Can’t reach it: connection refused');
          return { client: seededClient(seed()), ownsExecutor: false };
        },
      };
    },
    async test(subject, onStep) {
      done.push(`test ${typeof subject === 'string' ? subject : `draft ${subject.name}`}`);
      onStep({ name: 'server', state: 'ok', text: 'answers: seeded 1' });
      onStep({ name: 'token', state: 'failed', text: 'The token is not known.' });
    },
  };
  return { port, drafts, done };
}
