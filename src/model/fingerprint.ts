/**
 * What two failures with the same cause have in common: the text of the error without what differs from run to
 * run. Ids, numbers, paths, times, addresses and quoted values become marks; words, hosts, error codes,
 * HTTP statuses, exit codes and the names of fields stay. The same text gives the same fingerprint in every
 * version: links and what was seen before depend on it.
 */
export function fingerprintOf(message: string): string {
  const line = tellingLine(message.replace(escapes, '').slice(0, readChars));
  const marked = line.replace(variable, mark).replace(spaces, ' ').trim();
  return marked.replace(repeats, '$1, …').slice(0, keptChars) || 'no message';
}

/** More of a message than this says nothing new. */
const readChars = 2_000;
const keptChars = 300;

// Error texts bring terminal sequences, which are not words.
const escapes = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const spaces = /\s+/g;
const repeats = /(#|"…"|<\w+>)(?:, ?\1)+/g;

/** The line that says what happened: a trace of calls is left out, in Python's the last line says it. */
function tellingLine(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  if (lines[0]?.startsWith('Traceback ') === true) return lines.at(-1) ?? '';
  const trace = lines.findIndex((line, index) => index > 0 && /^\s+at /.test(line));
  return lines.slice(0, trace < 0 ? 3 : Math.min(3, trace)).join(' ');
}

/** What may vary, most telling form first; the name of each part is the mark that takes its place. */
const parts = {
  url: String.raw`\b[a-z][a-z0-9+.-]{1,15}://[^\s"'<>\x60)\]}]+`,
  email: String.raw`[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`,
  // A part of the program that is quoted says what is wrong; a quoted value does not.
  named: String.raw`\b(?:field|property|properties|column|parameter|argument|option|module|function|reading|setting|table|relation)s? (?:"[A-Za-z_][\w.$-]{0,60}"|'[A-Za-z_][\w.$@/-]{0,60}')`,
  quoted: String.raw`"[^"\n]{0,600}"|(?<!\w)'[^'\n]{0,600}'(?!\w)|\x60[^\x60\n]{0,600}\x60|“[^”\n]{0,600}”|«[^»\n]{0,600}»`,
  // Names that end in a digit and are words all the same, and numbers that are the name of a kind of failure.
  kept: String.raw`\b(?:utf-?(?:8|16|32)|sha-?(?:1|256|384|512)|md5|https?/?[123](?:\.[01])?|tlsv?1(?:\.[0-3])?|s3|ec2|k8s|oauth2|x509|ipv[46]|base(?:32|64)|u?int(?:8|16|32|64)|float(?:32|64)|p(?:50|95|99))\b|\b(?:HTTP(?:/[\d.]+)?|status(?: ?code)?|exit(?:ed)?(?: with)?(?: ?code)?|code|errno|signal|SQLSTATE)[ :=]{1,3}-?\d{1,5}\b(?![.:]\d)|\b(?:ORA|AADSTS|PGRST|SQL|DB2|ERR|WSA)-?\d{2,6}\b|\b[A-Z]{1,4}\d{3,5}\b`,
  time: String.raw`\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?(?!\w)|\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,4}(?:,? \d{4})?(?: \d\d:\d\d(?::\d\d)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{4}))?(?: \d{4})?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\b(?!:)`,
  ip: String.raw`\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?\b|\[?(?<![\w:])(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4})(?![\w:])\]?|::1\b`,
  id: String.raw`\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b|\beyJ[\w-]{8,}(?:\.[\w-]+){1,2}|\b0x[0-9a-fA-F]+\b|\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,}\b|\b(?=[0-9A-F]*\d)(?=\d*[A-F])[0-9A-F]{7,}\b|\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b`,
  // `cus_9AA` and `in_1Qx8`: what kind of id it is says its beginning.
  prefixed: String.raw`\b[a-z]{1,12}_(?=[A-Za-z]*\d)[A-Za-z0-9]{3,}\b`,
  token: String.raw`(?<![\w/+-])(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])(?![a-z]+(?:[_-][a-z]+)*[_-]?\d{1,6}(?![\w+-]))[A-Za-z0-9_+-]{20,}={0,2}(?![\w+-])`,
  path: String.raw`(?<![\w.:/])(?:~|\.{1,2}|[A-Za-z]:)?[\\/](?:[\w.@%+~#=-]+[\\/])*[\w.@%+~#=-]*[\w%+~#=-](?::\d+){0,2}|\b[\w.-]+(?:/[\w.@-]+)*/[\w.@-]+\.[a-z]{1,4}(?::\d+){0,2}\b`,
  number: String.raw`(?<![A-Za-z\d])-?\d+(?:[.,_]\d+)*%?|\d{2,}(?:[.,]\d+)*|\d\b`,
} as const;

const variable = new RegExp(
  Object.entries(parts)
    .map(([name, source]) => `(?<${name}>${source})`)
    .join('|'),
  'g',
);

function mark(found: string, ...rest: readonly unknown[]): string {
  const groups = Object(rest.at(-1));
  if (groups.url !== undefined) return markUrl(found);
  if (groups.named !== undefined || groups.kept !== undefined) return found;
  if (groups.quoted !== undefined) return '"…"';
  if (groups.email !== undefined) return '<email>';
  if (groups.time !== undefined) return '<time>';
  if (groups.ip !== undefined) return '<ip>';
  if (groups.id !== undefined || groups.token !== undefined) return '<id>';
  if (groups.prefixed !== undefined) return `${found.slice(0, found.indexOf('_') + 1)}<id>`;
  return groups.path === undefined ? '#' : '<path>';
}

/** Scheme, host and the words of the path stay; query, user and the segments that are ids go. */
function markUrl(url: string): string {
  const [, scheme = '', host = '', path = ''] =
    /^([^:]+):\/\/(?:[^/?#@]*@)?([^/?#]*)([^?#]*)/.exec(url.replace(/[.,;:!]+$/, '')) ?? [];
  const words = path
    .split('/')
    .map((segment) => (/\d|^.{33,}$/.test(segment) ? versionOr(segment) : segment));
  return `${scheme}://${/^[\d.:[\]a-fA-F]+$/.test(host) ? '<ip>' : host.replace(/\d+/g, '#')}${words.join('/')}`;
}

function versionOr(segment: string): string {
  return /^v\d$/.test(segment) ? segment : '<id>';
}

/**
 * A short name for a fingerprint, for links and places: eleven characters, the same ones in every version.
 * Not for secrets: it can be made to collide.
 */
export function fingerprintHash(fingerprint: string): string {
  // cyrb53: 53 bits, without the cryptography that the first frame would have to wait for.
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < fingerprint.length; at++) {
    const code = fingerprint.charCodeAt(at);
    low = Math.imul(low ^ code, 2_654_435_761);
    high = Math.imul(high ^ code, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & high) + (low >>> 0)).toString(36).padStart(11, '0');
}

/** Codes such as `E1`, in the order in which fingerprints are first asked for: short enough for a column. */
export interface FailureCodes {
  of(fingerprint: string): string;
}

export function createFailureCodes(): FailureCodes {
  const codes = new Map<string, string>();
  return {
    of(fingerprint) {
      const known = codes.get(fingerprint);
      if (known !== undefined) return known;
      const code = `E${codes.size + 1}`;
      codes.set(fingerprint, code);
      return code;
    },
  };
}
