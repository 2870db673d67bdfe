/** Returns the origin at which this machine reaches a server that listens on `host`. */
export function localOrigin(host: string, port: number): string {
  // A client cannot connect to the address of all interfaces.
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
