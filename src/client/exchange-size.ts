/** `HTTP/1.1 200 OK`, and the line ends around the headers. */
const statusLine = 19;
/** `Connection: keep-alive` and the method's line end. */
const requestRest = 34;

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Bytes of a request as it is written on the wire. */
export function sizeOfRequest(method: string, url: string, headers: Headers, body: string | null): number {
  const { host, pathname, search } = new URL(url);
  const line = `${method} ${pathname}${search} HTTP/1.1 Host: ${host}`;
  const bodyBytes = body === null ? 0 : Buffer.byteLength(body);
  return line.length + requestRest + sizeOfHeaders(headers) - statusLine + bodyBytes;
}

/** Bytes of the status line and the headers of an answer. */
export function sizeOfHeaders(headers: Headers): number {
  let bytes = statusLine;
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) bytes += name.length + (one ?? '').length + 4;
  }
  return bytes;
}
