/** The error code of a run that returned more than is kept. */
export const outputTooLargeCode = 'result-too-large';

/** What is said about an output above the limit. Sizes in bytes of JSON. */
export function outputTooLarge(bytes: number, limitBytes: number): string {
  return `The output has ${bytes} bytes of JSON; at most ${limitBytes} are kept. Write it to a file and return its path, or raise limits.outputKb in vfjobs.json.`;
}
