import { UserError } from './errors.ts';

/** A place in a console that a link names: `vfjobs://local/acme/run/ID?tab=live&line=12`. */
export interface DeepLink {
  /** Name of the context, `local` for the executor of a folder. */
  readonly context: string;
  /** Slug of the project. */
  readonly project: string;
  readonly screen: LinkScreen;
  /** What the screen is of; null for the screens that are lists. */
  readonly id: string | null;
  /** Of a run: the tab that is shown. */
  readonly tab: string | null;
  /** Of a run: the line of its log, from 1. */
  readonly line: number | null;
  /** Of the runs: their filter. */
  readonly filter: string | null;
}

/** Screens of one thing; the link names it. */
const ofOne = ['run', 'batch', 'schedule', 'failure'] as const;
const lists = ['runs', 'batches', 'schedules', 'targets', 'failures'] as const;
export const linkScreens = [...ofOne, ...lists] as const;
export type LinkScreen = (typeof linkScreens)[number];

export const linkScheme = 'vfjobs:';
/** A longer text is no link of ours. */
const maxLength = 2_000;
const maxPart = 300;

/** A link without the members that say nothing. */
export type DeepLinkParts = Pick<DeepLink, 'context' | 'project' | 'screen'> &
  Partial<Omit<DeepLink, 'context' | 'project' | 'screen'>>;

export function deepLink(parts: DeepLinkParts): DeepLink {
  return { id: null, tab: null, line: null, filter: null, ...parts };
}

/** The link as text. */
export function formatDeepLink({ context, project, screen, id, tab, line, filter }: DeepLink): string {
  const path = [context, project, screen, ...(id === null ? [] : [id])].map(encodeURIComponent).join('/');
  const query = new URLSearchParams();
  if (tab !== null) query.set('tab', tab);
  if (line !== null) query.set('line', String(line));
  if (filter !== null && filter !== '') query.set('filter', filter);
  return `${linkScheme}//${path}${query.size === 0 ? '' : `?${query}`}`;
}

export function isDeepLink(text: string): boolean {
  return text.toLowerCase().startsWith(linkScheme);
}

/**
 * Reads a link. What it names need not exist.
 * @throws UserError `invalid` for everything that is no link of ours
 */
export function parseDeepLink(text: string): DeepLink {
  if (text.length > maxLength || !URL.canParse(text)) throw refused('It is not a URL.');
  const url = new URL(text);
  if (url.protocol !== linkScheme) throw refused(`It begins with ${url.protocol.slice(0, 20)}`);
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') {
    throw refused('It names a user, a port or a fragment.');
  }
  const [project = '', screen = '', id = null, ...rest] = url.pathname.split('/').slice(1).map(decoded);
  const known = linkScreens.find((name) => name === screen);
  if (known === undefined) throw refused(`There is no screen “${screen.slice(0, 40)}”.`);
  if (rest.length > 0) throw refused('Its path is too long.');
  const needsId = ofOne.some((name) => name === known);
  if (needsId !== (id !== null && id !== ''))
    throw refused(needsId ? `It names no ${known}.` : 'Its path is too long.');
  const context = checked(decoded(url.hostname), 'context');
  return {
    context,
    project: checked(project, 'project'),
    screen: known,
    id: id === null ? null : checked(id, known),
    tab: checkedOrNull(url.searchParams.get('tab'), 'tab'),
    line: lineOf(url.searchParams.get('line')),
    filter: checkedOrNull(url.searchParams.get('filter'), 'filter'),
  };
}

function lineOf(text: string | null): number | null {
  if (text === null) return null;
  if (!/^[1-9]\d{0,11}$/.test(text)) throw refused('Its line is not a number.');
  return Number(text);
}

function checkedOrNull(part: string | null, name: string): string | null {
  return part === null || part === '' ? null : checked(part, name);
}

/** No control characters, and a length that names have. */
function checked(part: string, name: string): string {
  if (part === '') throw refused(`It names no ${name}.`);
  if (part.length > maxPart || /\p{C}/u.test(part)) throw refused(`Its ${name} cannot be one.`);
  return part;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refused('It is not encoded as a URL is.');
  }
}

function refused(why: string): UserError {
  return new UserError('invalid', `This is no link of vfjobs. ${why}`, {
    fix: 'Links look like vfjobs://local/acme/run/ID; Y in the console copies one.',
  });
}
