/**
 * Whether this terminal takes UTF-8. The first of three variables that is set decides, as POSIX has it;
 * none set, as in a bare container, is taken for yes.
 */
export function takesUtf8(env: NodeJS.ProcessEnv): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => (value ?? '') !== '') ?? '';
  return locale === '' || /utf-?8/i.test(locale);
}
