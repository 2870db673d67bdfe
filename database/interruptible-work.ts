import { AsyncLocalStorage } from 'node:async_hooks';
import type * as pg from 'pg';
import { cancelStatement } from './cancel-statement.ts';

/** Error for work that was stopped because of a time limit or because its client disconnected. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('The work was stopped before this statement.');
  }
}

const current = new AsyncLocalStorage<InterruptibleWork>();

/**
 * Number of running calls of `run`. At zero, promise tracking is switched off, because it makes each request about 10 %
 * slower.
 */
let running = 0;

/** Running database statements of one request, which can be cancelled together. */
export class InterruptibleWork {
  readonly #running = new Map<pg.ClientBase, Promise<void> | null>();
  #stopped = false;

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Calls a function. All statements that it sends, also in nested calls, belong to this work. */
  async run<Result>(what: () => Result | PromiseLike<Result>): Promise<Result> {
    running += 1;
    try {
      return await current.run(this, what);
    } finally {
      running -= 1;
      if (running === 0) current.disable();
    }
  }

  /**
   * Cancels the running statements in PostgreSQL and refuses new ones, so that a transaction is rolled back. Resolves
   * when PostgreSQL has received the cancellations.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    const cancellations = [...this.#running].map(([client, cancellation]) => {
      const passed = cancellation ?? cancelStatement(client);
      this.#running.set(client, passed);
      return passed;
    });
    await Promise.all(cancellations);
  }

  async statement<Result>(client: pg.ClientBase, send: () => Promise<Result>): Promise<Result> {
    if (this.isStopped) throw new Stopped();
    this.#running.set(client, null);
    try {
      const result = await send();
      // Throws if the statement ended before the cancellation arrived, because its transaction has not ended.
      if (this.isStopped) throw new Stopped();
      return result;
    } finally {
      // Keeps the connection until PostgreSQL has handled the cancellation. Otherwise it could cancel a statement of
      // the next user.
      await this.#running.get(client);
      this.#running.delete(client);
    }
  }
}

/**
 * Sends a statement as part of the given work, or of the work in which it is called. If there is none, only sends it.
 */
export function interruptibly<Result>(
  client: pg.ClientBase,
  send: () => Promise<Result>,
  work: InterruptibleWork | undefined = current.getStore(),
): Promise<Result> {
  return work ? work.statement(client, send) : send();
}
