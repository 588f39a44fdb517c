import { UserError } from '../model/errors.ts';

export const cloudApiUrl = 'https://api.veryfront.com';

/**
 * The API base as Veryfront's clients clean it: blanks and trailing slashes go, a `/graphql` ending
 * becomes `/api` (contract section 12).
 * @throws UserError `invalid` when it is not an http or https URL, or has credentials in it
 */
export function cleanApiUrl(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, '');
  const cleaned = trimmed.replace(/\/graphql$/, '/api');
  const url = URL.parse(cleaned);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserError('invalid', `"${text}" is not the URL of an API`, {
      fix: `Give an http or https URL, such as ${cloudApiUrl}.`,
    });
  }
  if (url.username !== '' || url.password !== '') {
    // Not repeated here: it is a secret.
    throw new UserError('invalid', 'The URL of an API takes no name and password', {
      fix: 'Leave them out, and keep a token instead (vfjobs contexts add --token -).',
    });
  }
  return cleaned;
}

/** True for Veryfront's own cloud: the only place where the token of `veryfront login` may be sent. */
export function isCloud(apiUrl: string): boolean {
  const host = URL.parse(apiUrl)?.hostname ?? '';
  return host === 'veryfront.com' || host.endsWith('.veryfront.com');
}
