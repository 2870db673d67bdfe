import type { TableFormat } from '#formats/tables/table-format.ts';
import type { SignedUrls } from '../data/signed-urls.ts';
import { fetchSigned } from './fetch-signed.ts';
import type { FromWorker, TableState, TableTask, TableTasks, ToWorker } from './table-messages.ts';
import type { TextFile } from './use-signed-text.ts';

export type TableFailure = Extract<FromWorker, { fault: unknown }>['fault'] | 'TOO_SLOW';

/** A table that answers requests. */
export type TableReader = Pick<TableClient, 'ask'>;

/** A request to a table failed. */
export class TableFailed extends Error {
  readonly fault: TableFailure;
  constructor(fault: TableFailure) {
    super(fault);
    this.fault = fault;
  }
}

/** Time after which a worker that sends nothing counts as stuck. */
const maxSilentMilliseconds = 60_000;

/** A table that a web worker reads. Loads the bytes for it through URLs that are valid at that moment. */
export class TableClient {
  readonly #urls: SignedUrls;
  readonly #file: TextFile;
  readonly #format: TableFormat;
  readonly #waiting = new Map<number, { resolve: (output: never) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Set<() => void>();
  #worker: Worker | undefined;
  #stop = new AbortController();
  #lastId = 0;
  #state: TableState | undefined;
  #failure: TableFailure | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(urls: SignedUrls, file: TextFile, format: TableFormat) {
    this.#urls = urls;
    this.#file = file;
    this.#format = format;
  }

  /** Starts the worker and reads the first rows. */
  open(): void {
    const worker = new Worker(new URL('./table-worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    this.#stop = new AbortController();
    this.#failure = undefined;
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('rangeId' in data) void this.#load(worker, data);
      else this.#settle(data);
    });
    worker.addEventListener('error', () => this.#fail('UNKNOWN'));
    const { byteSize, contentType } = this.#file;
    this.ask('open', { byteSize, contentType, format: this.#format }).catch((error: unknown) =>
      this.#fail(error instanceof TableFailed ? error.fault : 'UNKNOWN'),
    );
    this.#change();
  }

  get state(): TableState | undefined {
    return this.#state;
  }
  get failure(): TableFailure | undefined {
    return this.#failure;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  ask<Task extends TableTask>(task: Task, input: TableTasks[Task]['input']): Promise<TableTasks[Task]['output']> {
    const worker = this.#worker;
    if (this.#failure || !worker) return Promise.reject(new TableFailed(this.#failure ?? 'NOT_LOADED'));
    return new Promise((resolve, reject) => {
      const id = (this.#lastId += 1);
      this.#waiting.set(id, { resolve, reject });
      this.#watch();
      worker.postMessage({ id, task, input });
    });
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  async #load(worker: Worker, { rangeId, start, end }: { rangeId: number; start: number; end: number }) {
    const { signal } = this.#stop;
    const file = this.#file;
    let bytes: ArrayBuffer | null = null;
    clearTimeout(this.#timer);
    try {
      const headers = start === 0 && end === file.byteSize ? undefined : { range: `bytes=${start}-${end - 1}` };
      const init = { signal, ...(headers && { headers }) };
      const response = await fetchSigned(this.#urls, file.id, init);
      const body = await response.arrayBuffer();
      // A server that does not know ranges sends the whole file.
      bytes = body.byteLength > end - start ? body.slice(start, end) : body;
      if (bytes.byteLength < end - start) bytes = null;
    } catch {
      // The worker reports that the bytes are missing.
    }
    if (signal.aborted) return;
    this.#watch();
    worker.postMessage({ rangeId, bytes } satisfies ToWorker, bytes ? [bytes] : []);
  }

  #settle(message: Exclude<FromWorker, { rangeId: number }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) clearTimeout(this.#timer);
    if ('fault' in message) return waiting?.reject(new TableFailed(message.fault));
    this.#state = message.state;
    waiting?.resolve(message.output as never);
    this.#change();
  }

  #fail(fault: TableFailure): void {
    if (this.#stop.signal.aborted) return;
    this.#failure = fault;
    for (const { reject } of this.#waiting.values()) reject(new TableFailed(fault));
    this.close();
    this.#change();
  }

  #change(): void {
    for (const listener of this.#listeners) listener();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail('TOO_SLOW'), maxSilentMilliseconds);
  }
}
