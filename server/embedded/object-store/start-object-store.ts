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
  /** Where everything is kept. One store at a time may have it. */
  directory: string;
  /** 0 takes a free one. */
  port: number;
  host?: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  /** The web origins whose pages may read and write through presigned URLs. */
  allowedOrigins: readonly string[];
  now?: () => Date;
  /** Told of what is a bug or a broken disk, with the request id that the client was given. */
  onError?: (error: unknown, requestId: string) => void;
}

export interface ObjectStore {
  endpoint: string;
  port: number;
  /** Takes no more requests, waits a moment for those that run, and ends. */
  close(): Promise<void>;
}

const idleMilliseconds = 120_000;
const headersMilliseconds = 30_000;
const closingMilliseconds = 5_000;

/**
 * Starts an S3-compatible object store with one private bucket over a directory: what development and a single
 * machine need of S3, with the rules of S3.
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
  // Large bodies take as long as they take; only silence ends a request.
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

/** An address of all interfaces is nothing to connect to. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function logError(error: unknown, requestId: string): void {
  console.error(`Object store, request ${requestId}:`, error);
}
