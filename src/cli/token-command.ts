import { execFile } from 'node:child_process';
import { messageOf, UserError } from '../model/errors.ts';

/** A helper that asks a person (a fingerprint, a browser) may take its time. */
const patienceMs = 120_000;
const maxOutputBytes = 65_536;
/** A token is taken for expired this long before it is. */
const marginMs = 30_000;

interface KeptToken {
  readonly token: string;
  /** Epoch ms; infinite for a token that does not say. */
  readonly expiresAt: number;
}

const kept = new Map<string, KeptToken>();

/**
 * The token that a program prints on its first line. It is run without a shell, and kept as long as it
 * says that it is good: until its `exp` when it is a JWT, else until the end of this process.
 * @param fresh runs the program even though a token is kept, as after a refusal
 * @throws UserError `auth` with what the program wrote to stderr
 */
export async function tokenOfCommand(command: readonly string[], fresh = false): Promise<string> {
  const key = JSON.stringify(command);
  const known = kept.get(key);
  if (!fresh && known !== undefined && Date.now() < known.expiresAt - marginMs) return known.token;
  const token = await run(command);
  kept.set(key, { token, expiresAt: expiryOf(token) });
  return token;
}

function run([program = '', ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: patienceMs, maxBuffer: maxOutputBytes, windowsHide: true };
    // Its stdin is closed: it must not read the keys meant for the console.
    const child = execFile(program, args, options, (thrown, stdout, stderr) => {
      const token = stdout.split('\n')[0]?.trim() ?? '';
      if (thrown === null && /^\S+$/.test(token)) resolve(token);
      else reject(failure(program, thrown, stderr));
    });
    child.stdin?.end();
  });
}

function failure(program: string, thrown: Error | null, stderr: string): UserError {
  const said = stderr.trim() === '' ? '' : `: ${stderr.trim().slice(-500)}`;
  const why = thrown === null ? 'printed no token on its first line' : reasonOf(thrown);
  return new UserError('auth', `The command for the token, ${program}, ${why}${said}`, {
    fix: 'Run it by hand; it must print the token and nothing else.',
    cause: thrown,
  });
}

function reasonOf(thrown: Error): string {
  if ('killed' in thrown && thrown.killed === true) return `did not end within ${patienceMs / 1000} s`;
  if (!('code' in thrown)) return messageOf(thrown);
  if (thrown.code === 'ENOENT') return 'was not found';
  return thrown.code === 'EACCES' ? 'may not be run' : `failed (${String(thrown.code)})`;
}

/** When a JWT expires; never, for any other token. Not a check: the server does that. */
function expiryOf(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    const seconds = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null;
    return typeof seconds === 'number' ? seconds * 1000 : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
