/** Returns the origin under which programs on this machine reach a server that listens on `host`. */
export function localOrigin(host: string, port: number): string {
  // A client cannot connect to 0.0.0.0 or ::, so this returns the loopback address.
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
