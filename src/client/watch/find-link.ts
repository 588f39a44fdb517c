import { messageOf, UserError } from '../../model/errors.ts';
import { type ChannelLink, type ChannelOptions, openChannel } from './channel-link.ts';
import type { WatchBase } from './watch-base.ts';

/** The best way to hear of changes that a server gives now. */
export type FoundLink =
  | { readonly kind: 'live'; readonly channel: ChannelLink }
  /** `temporary`: the server has a channel that fails at the moment. */
  | { readonly kind: 'polling'; readonly reason: string; readonly temporary: boolean };

/**
 * Opens the channel where the server has one.
 * @throws UserError `auth` or `forbidden` when the token is refused, else what kept the server from answering
 */
export async function findLink(
  base: WatchBase,
  listeners: Pick<ChannelOptions, 'onMessage' | 'onClosed'>,
): Promise<FoundLink> {
  // Asked anew each time: it shows that the server answers and takes the token.
  const { id } = await base.call('projects.get', { params: { project: base.project }, tries: 1 });
  const { liveRuns } = (await base.capabilities()).abilities;
  if (liveRuns !== true) return { kind: 'polling', reason: liveRuns, temporary: false };
  try {
    return { kind: 'live', channel: await openChannel({ ...base, projectId: id, ...listeners }) };
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.kind === 'auth') throw thrown;
    const reason = `Live updates do not come through: ${messageOf(thrown)}`;
    return { kind: 'polling', reason, temporary: true };
  }
}
