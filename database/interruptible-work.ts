import { AsyncLocalStorage } from 'node:async_hooks';
import type * as pg from 'pg';
import { cancelStatement } from './cancel-statement.ts';

/** The work was stopped: its time was over, or nobody waits for it any more. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('The work was stopped before this statement.');
  }
}

const current = new AsyncLocalStorage<InterruptibleWork>();

/** How much work is inside `run`. While there is none, Node need not follow promises, which costs every request a tenth. */
let running = 0;

/** What one request has under way in the database, and a way to end all of it. */
export class InterruptibleWork {
  readonly #running = new Map<pg.ClientBase, Promise<void> | null>();
  #stopped = false;

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Runs something whose statements, however deep, belong to this work. */
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
   * Ends the statements that are under way in PostgreSQL, and lets no other begin, so that a transaction is rolled back.
   * Resolves when PostgreSQL has been told.
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
      // It was done before the cancellation came; the transaction it is part of is not.
      if (this.isStopped) throw new Stopped();
      return result;
    } finally {
      // Until the cancellation has passed, nobody else may have the connection: it would hit their statement.
      await this.#running.get(client);
      this.#running.delete(client);
    }
  }
}

/** Sends a statement as part of a piece of work; unless told of which, of the one it is called in, if it is called in any. */
export function interruptibly<Result>(
  client: pg.ClientBase,
  send: () => Promise<Result>,
  work: InterruptibleWork | undefined = current.getStore(),
): Promise<Result> {
  return work ? work.statement(client, send) : send();
}
