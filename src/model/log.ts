/** `system` lines are the executor's own marks, such as the border between two attempts. */
export const logStreams = ['stdout', 'stderr', 'system'] as const;
export type LogStream = (typeof logStreams)[number];

/**
 * The log of a run is one growing text. Each line is
 * `<13 digits: epoch ms><stream mark><space><text>\n`, so that a reader can address it by byte,
 * keep it as it came, and still know time and stream of each line.
 * Marks: `o` stdout, `e` stderr, `s` system. Upper case: the line goes on in the next record.
 * A time of all zeros means that the server did not tell it.
 */
export const logPrefixLength = 15;

const markOfStream: Readonly<Record<LogStream, string>> = { stdout: 'o', stderr: 'e', system: 's' };
const streamOfMark = new Map<string, LogStream>(logStreams.map((stream) => [markOfStream[stream], stream]));

export interface LogLine {
  /** Epoch milliseconds, 0 when unknown. */
  readonly at: number;
  readonly stream: LogStream;
  readonly text: string;
}

/** The prefix of a line: time, stream mark and a space. */
export function logPrefix(at: number, stream: LogStream, continues = false): string {
  const mark = continues ? markOfStream[stream].toUpperCase() : markOfStream[stream];
  return `${String(at).padStart(13, '0')}${mark} `;
}

/** Reads one line without its newline; a line without a valid prefix counts as stdout of unknown time. */
export function parseLogLine(line: string): LogLine {
  const at = Number(line.slice(0, 13));
  const stream = streamOfMark.get(line.slice(13, 14).toLowerCase());
  if (!Number.isInteger(at) || stream === undefined || line[14] !== ' ') {
    return { at: 0, stream: 'stdout', text: line };
  }
  return { at, stream, text: line.slice(logPrefixLength) };
}

/** The plain text of lines in the form above: no times, no streams, split lines joined again. */
export function logLinesToText(lines: string): string {
  let text = '';
  for (const line of lines.split('\n').slice(0, -1)) {
    const mark = line.charAt(13);
    text += parseLogLine(line).text + (mark === mark.toLowerCase() ? '\n' : '');
  }
  return text;
}

/** A piece of a run's log: whole lines in the form above. */
export interface LogChunk {
  readonly text: string;
  /** Where the next read starts. */
  readonly nextByte: number;
  /** Bytes the log has now; equal to `nextByte` when the reader has caught up. */
  readonly totalBytes: number;
}
