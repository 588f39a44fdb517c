import { localContextName } from '../config/local-context.ts';
import { type DeepLink, deepLink, isDeepLink, parseDeepLink } from '../model/deep-link.ts';
import { UserError } from '../model/errors.ts';
import type { Invocation } from './invocation.ts';
import { openConsole } from './open-console.ts';
import { whyNoConsole } from './verbs/console.ts';

/**
 * Opens the console at the place that a link names, or at a run.
 * @param word a link of ours, or the id of a run
 * @throws UserError for everything else, and where no console can be drawn
 */
export async function openPlace(invocation: Invocation, word: string): Promise<void> {
  const link = isDeepLink(word) ? parseDeepLink(word) : null;
  if (link === null && !/^[\w-]+$/.test(word)) {
    throw new UserError('invalid', 'This is neither a link of vfjobs nor the id of a run', {
      fix: 'Links look like vfjobs://local/acme/run/ID; Y in the console copies one.',
    });
  }
  const obstacle = whyNoConsole(invocation);
  if (obstacle !== null) {
    throw new UserError('invalid', `${obstacle}, so the console cannot be opened`, {
      fix: 'Use "vfjobs show RUN" or "vfjobs logs RUN" instead.',
    });
  }
  const chosen = link === null ? invocation : inContextOf(invocation, link);
  const { connectionOf } = await import('./connection.ts');
  const connection = await connectionOf(chosen);
  const place = link ?? runPlace(connection, word);
  await openConsole(chosen, connection, undefined, place);
}

/** The invocation with the context and the project of the link. */
function inContextOf(invocation: Invocation, { context, project }: DeepLink): Invocation {
  const { flags } = invocation;
  const isLocal = context === localContextName;
  const named = flags.context ?? context;
  const isOther = named !== context || (!isLocal && flags.project !== undefined && flags.project !== project);
  if (isOther || flags.apiUrl !== undefined) {
    throw new UserError(
      'invalid',
      `The link is for ${context} / ${project}, and a flag names another place`,
      {
        fix: 'Leave out --context, --project and --api-url: the link says where it leads.',
      },
    );
  }
  return { ...invocation, flags: { ...flags, context, ...(isLocal ? {} : { project }) } };
}

function runPlace(
  connection: Awaited<ReturnType<typeof import('./connection.ts').connectionOf>>,
  id: string,
): DeepLink {
  const isLocal = connection.kind === 'local';
  const context = isLocal ? localContextName : connection.name;
  return deepLink({ context, project: isLocal ? '' : connection.project, screen: 'run', id });
}
