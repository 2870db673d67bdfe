import { Client, type ClientConfig } from 'pg';
import { cancelStatement } from '../cancel-statement.ts';
import type { InterruptibleWork } from '../interruptible-work.ts';
import { planningOfPrepared, prepareTenant, type Tenant, tenantAlone } from '../tenant-query.ts';
import { queryText, type TextRow, type TextStatement } from '../text-query.ts';

/** Read-only statement, which can safely be sent again. */
export interface Read {
  tenant: Tenant;
  statement: TextStatement;
  /** Request to which the read belongs. Stopping it cancels the read. */
  work: InterruptibleWork | undefined;
}

/** Error for a read in a pipeline that was abandoned. The caller must send the read on another connection. */
export class PipelineAbandoned extends Error {}

interface Sent {
  read: Read;
  since: number;
  expectedMilliseconds: number;
  answer: Promise<TextRow | null>;
  leaveBehind: () => void;
}

/**
 * Connection that sends reads without waiting for the results of earlier ones. When PostgreSQL has finished one read,
 * it has already received the next. Each read is a separate transaction with its own tenant. (libpq: Pipeline Mode.)
 */
export class Pipeline {
  /** Expected total time of the reads without a result yet, from earlier runs of their statements. */
  expectedMilliseconds = 0;
  readonly #config: ClientConfig;
  readonly #onChange: () => void;
  #client: Client | null = null;
  /**
   * Set while a slow read still uses the connection that this pipeline has given up. Until then, no other connection is
   * opened.
   */
  #leaving: Promise<void> | null = null;
  #opening: Promise<void> | null = null;
  #isClosed = false;
  #sent: Sent[] = [];
  #frontSince = 0;
  /** Upper bound of the network round trip: the fastest response so far. */
  #roundTripMilliseconds = Infinity;

  /** Calls `onChange` after each result, and when the connection opens or is lost. */
  constructor(config: ClientConfig, onChange: () => void) {
    this.#config = { ...config, options: `${config.options ?? ''} ${planningOfPrepared}`, pipeline: true };
    this.#onChange = onChange;
  }

  get isOpen(): boolean {
    return this.#client !== null;
  }

  get isBusy(): boolean {
    return this.#sent.length > 0;
  }

  /** Time for which PostgreSQL has been executing the first read of the queue. */
  get frontMilliseconds(): number {
    return this.isBusy ? performance.now() - this.#frontSince : 0;
  }

  /**
   * Opens the connection unless it is open or opening. Until then, callers use other connections. Those also report the
   * error if the database cannot be reached.
   */
  open(): void {
    if (this.#client || this.#leaving || this.#isClosed) return;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = null;
    });
  }

  async #connect() {
    const client = new Client(this.#config);
    const lost = () => {
      if (this.#client === client) this.#forget();
    };
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
    } catch {
      return;
    }
    if (this.#isClosed) return client.end();
    prepareTenant(client, tenantAlone);
    this.#client = client;
    this.#onChange();
  }

  /** Sends a read on the open connection. Rejects with `PipelineAbandoned` if an earlier read takes too long. */
  send(read: Read): Promise<TextRow | null> {
    const client = this.#client!;
    const { text } = read.statement;
    let leaveBehind = () => {};
    const answer = new Promise<TextRow | null>((resolve, reject) => {
      leaveBehind = () => reject(new PipelineAbandoned());
      queryText(client, tenantAlone, read, (error, row) => {
        this.#answered(sent);
        if (error) reject(error);
        else resolve(row);
      });
    });
    const since = performance.now();
    const sent: Sent = { read, since, expectedMilliseconds: text.expectedMilliseconds ?? 0, answer, leaveBehind };
    if (!this.isBusy) this.#frontSince = sent.since;
    this.#sent.push(sent);
    this.expectedMilliseconds += sent.expectedMilliseconds;
    return answer;
  }

  /**
   * Gives up the connection, which only the slow first read keeps using. The reads behind it reject, and callers send
   * them on other connections.
   */
  leaveToFront(): void {
    const client = this.#client;
    const [front, ...behind] = this.#sent;
    if (!client || !front) return;
    front.read.statement.text.took(this.frontMilliseconds);
    this.#forget();
    for (const { leaveBehind } of behind) leaveBehind();
    // Cancels the first read if its work was stopped. This is safe, because no other read uses the connection.
    const { work } = front.read;
    if (work?.isStopped) void cancelStatement(client);
    else work?.statement(client, () => front.answer).catch(() => {});
    this.#leaving = client.end().finally(() => {
      this.#leaving = null;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opening;
    const client = this.#client;
    this.#forget();
    await Promise.all([client?.end(), this.#leaving]);
  }

  #answered(sent: Sent) {
    if (this.#sent[0] !== sent) return;
    const now = performance.now();
    this.#roundTripMilliseconds = Math.min(this.#roundTripMilliseconds, now - sent.since);
    const arrived = sent.since + this.#roundTripMilliseconds;
    sent.read.statement.text.took(now - Math.max(arrived, this.#frontSince));
    this.#frontSince = now;
    this.#sent.shift();
    this.expectedMilliseconds = this.isBusy ? this.expectedMilliseconds - sent.expectedMilliseconds : 0;
    this.#onChange();
  }

  #forget() {
    this.#client = null;
    this.#sent = [];
    this.expectedMilliseconds = 0;
    this.#onChange();
  }
}
