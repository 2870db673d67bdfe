/** The origin by which this machine reaches a server that listens on `host`. */
export function localOrigin(host: string, port: number): string {
  // An address of all interfaces is not one to connect to.
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
