import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { layoutOf } from './disk/layout.ts';
import { MultipartUploads } from './disk/multipart-uploads.ts';
import { ObjectFiles } from './disk/object-files.ts';
import { handleRequest } from './handle-request.ts';
import type { Store } from './store.ts';

export interface ObjectStoreOptions {
  /** Path of the folder of all files. Only one store at a time may use it. */
  directory: string;
  /** TCP port. 0 means any free port. */
  port: number;
  host?: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  /** Web origins whose pages may send requests with presigned URLs. */
  allowedOrigins: readonly string[];
  now?: () => Date;
  /** Function that is called for a bug or a disk failure. It receives the request id that the client also received. */
  onError?: (error: unknown, requestId: string) => void;
}

export interface ObjectStore {
  endpoint: string;
  port: number;
  /** Stops accepting requests, waits a short time for running requests, and stops the store. */
  close(): Promise<void>;
}

const idleMilliseconds = 120_000;
const headersMilliseconds = 30_000;
const closingMilliseconds = 5_000;

/**
 * Starts an S3-compatible object store in a directory. It has one private bucket. It supports the part of S3 that
 * development and a single machine need, with the same behaviour.
 */
export async function startObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const { directory, port, host = '127.0.0.1', ...settings } = options;
  const layout = layoutOf(directory);
  const files = new ObjectFiles(layout);
  const uploads = new MultipartUploads(layout, files);
  await files.prepare();
  await uploads.prepare();
  const store: Store = { now: () => new Date(), onError: logError, ...settings, files, uploads };

  const running = new Set<Promise<void>>();
  const handle = (expectsContinue: boolean) => (message: IncomingMessage, response: ServerResponse) => {
    const task = handleRequest(store, message, response, { expectsContinue })
      .catch((error: unknown) => store.onError(error, ''))
      .finally(() => running.delete(task));
    running.add(task);
  };
  // The time for a large body is not limited. Only a client that stops sending is disconnected.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: headersMilliseconds,
    keepAliveTimeout: idleMilliseconds,
  });
  server.setTimeout(idleMilliseconds);
  server.on('request', handle(false));
  server.on('checkContinue', handle(true));
  server.listen(port, host);
  await once(server, 'listening');

  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://${reachable(host)}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      await Promise.race([Promise.all(running), setTimeout(closingMilliseconds, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
      await Promise.all(running);
    },
  };
}

/** Returns a host to which clients can connect. They cannot connect to the address that means all interfaces. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function logError(error: unknown, requestId: string): void {
  console.error(`Object store, request ${requestId}:`, error);
}
