import { networkInterfaces } from 'node:os';

/** What this server may be called in a `Host` and an `Origin` header. */
export interface Names {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** The loopback names and the address that the server is bound to, each with its port. */
export function namesOf(host: string, port: number): Names {
  const names = [...new Set([...loopback, ...addressesOf(host)])].map((name) => `${name}:${port}`);
  return { hosts: new Set(names), origins: new Set(names.map((name) => `http://${name}`)) };
}

/** A host as it is written in a URL. */
export function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host.toLowerCase();
}

/** Bound to every address, a server is called by any of them, but still by no name of others. */
function addressesOf(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [urlHost(host)];
  return Object.values(networkInterfaces()).flatMap(
    (list) => list?.map(({ address }) => urlHost(address)) ?? [],
  );
}
