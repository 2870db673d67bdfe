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
  /** Folder of all files. Only one store at a time may use it. */
  directory: string;
  /** 0 selects a free port. */
  port: number;
  host?: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  /** Web origins whose pages may read and write through presigned URLs. */
  allowedOrigins: readonly string[];
  now?: () => Date;
  /** Called for a bug or a disk failure, with the request id that the client received. */
  onError?: (error: unknown, requestId: string) => void;
}

export interface ObjectStore {
  endpoint: string;
  port: number;
  /** Accepts no more requests, waits a short time for those that run, and stops. */
  close(): Promise<void>;
}

const idleMilliseconds = 120_000;
const headersMilliseconds = 30_000;
const closingMilliseconds = 5_000;

/**
 * Starts an S3-compatible object store with one private bucket in a directory. It implements the part of S3 that
 * development and a single machine need, by the rules of S3.
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
  // A large body may take any time. Only a client that sends nothing is disconnected.
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

/** Returns a host to connect to, because a client cannot connect to the address of all interfaces. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function logError(error: unknown, requestId: string): void {
  console.error(`Object store, request ${requestId}:`, error);
}
