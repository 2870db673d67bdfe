import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoreProxy {
  endpoint: string;
  /** Number of requests per HTTP method. */
  readonly counts: Record<string, number>;
  /**
   * Sets the rule for requests. A request is forwarded, answered by the proxy, or disconnected before or after the
   * object store has received it.
   */
  behave(rule: Rule): void;
  close(): Promise<void>;
}

export type Rule = (request: {
  method: string;
  number: number;
  url: string;
}) => 'pass' | 'drop' | 'lose answer' | number;

/**
 * Starts a proxy that simulates a bad network before an object store. It forwards the `Host` header of the client, so
 * that signatures stay valid.
 */
export async function startStoreProxy(target: string): Promise<StoreProxy> {
  const { hostname, port } = new URL(target);
  const counts: Record<string, number> = {};
  let rule: Rule = () => 'pass';
  const server = createServer((incoming: IncomingMessage, answer: ServerResponse) => {
    const { method = 'GET', url = '/' } = incoming;
    const number = (counts[method] ?? 0) + 1;
    counts[method] = number;
    const fate = rule({ method, number, url });
    if (fate === 'drop') {
      incoming.socket.destroy();
      return;
    }
    if (typeof fate === 'number') {
      incoming.resume();
      incoming.once('end', () => answer.writeHead(fate).end());
      return;
    }
    const outgoing = request({ hostname, port, method, path: url, headers: incoming.headers }, (response) => {
      if (fate === 'lose answer') {
        response.resume().once('end', () => incoming.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.once('error', () => incoming.socket.destroy());
    incoming.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    behave: (next) => {
      rule = next;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
