import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface RawRequest {
  method: string;
  url: string;
  headers?: Record<string, string | string[]>;
  body?: Uint8Array | string;
}

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Error code in an XML error response. */
  code: string | undefined;
}

/** Sends a request exactly as given. `fetch` would change parts of it. */
export async function send({ method, url, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  // The path must not be changed, and a URL object would normalize it.
  const path = url.replace(/^https?:\/\/[^/]+/, '');
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ method, hostname, port, path, headers, agent: false }, (incoming) => {
      buffer(incoming)
        .then((body) => {
          const code = /<Code>(\w+)<\/Code>/.exec(body.toString())?.[1];
          return resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body, code });
        })
        .catch(reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
