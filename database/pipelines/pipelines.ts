import type { ClientConfig } from 'pg';
import { Stopped } from '../interruptible-work.ts';
import type { TextRow } from '../text-query.ts';
import { Pipeline, PipelineAbandoned, type Read } from './pipeline.ts';

/** Maximum average time of a statement in a pipeline. Slower statements get a separate connection. */
const shortMilliseconds = 10;

/** Expected total time of the reads in a pipeline at which it is full. */
const roomMilliseconds = 3;

/**
 * Time limit of the first read in a pipeline, and the interval at which it is checked. After it, the reads behind move
 * to other connections.
 */
const patienceMilliseconds = 100;
const lookMilliseconds = 50;

interface Waiting {
  read: Read;
  resolve: (answer: Promise<TextRow | null>) => void;
  reject: (reason: Error) => void;
}

/**
 * Set of pipelines for short reads. Fills the first one before it uses the second, because PostgreSQL has a higher
 * throughput with fewer active processes. If all are full, a read waits for the first one with room.
 */
export class Pipelines {
  readonly #pipelines: readonly Pipeline[];
  #waiting: Waiting[] = [];
  #watch: NodeJS.Timeout | undefined;

  constructor(config: ClientConfig, count: number) {
    this.#pipelines = Array.from({ length: count }, () => new Pipeline(config, () => this.#admit()));
  }

  /**
   * Sends a read. Returns null if it needs a separate connection, because it is slow, its duration is unknown, or all
   * pipelines are closed.
   */
  send(read: Read): Promise<TextRow | null> | null {
    const { expectedMilliseconds = Infinity } = read.statement.text;
    if (expectedMilliseconds > shortMilliseconds) return null;
    const pipeline = this.#withRoom();
    if (pipeline) return this.#sendDown(pipeline, read);
    if (!this.#isAnyOpen()) return null;
    return new Promise((resolve, reject) => void this.#waiting.push({ read, resolve, reject }));
  }

  /** Numbers of open connections, idle connections and waiting reads. The names are those of `pg.Pool`. */
  get totalCount(): number {
    return this.#pipelines.filter(({ isOpen }) => isOpen).length;
  }

  get idleCount(): number {
    return this.#pipelines.filter(({ isOpen, isBusy }) => isOpen && !isBusy).length;
  }

  get waitingCount(): number {
    return this.#waiting.length;
  }

  async end(): Promise<void> {
    clearTimeout(this.#watch);
    await Promise.all(this.#pipelines.map((pipeline) => pipeline.close()));
  }

  #withRoom(): Pipeline | undefined {
    for (const pipeline of this.#pipelines) {
      if (!pipeline.isOpen) pipeline.open();
      else if (pipeline.expectedMilliseconds < roomMilliseconds) return pipeline;
    }
    return undefined;
  }

  #isAnyOpen(): boolean {
    return this.#pipelines.some(({ isOpen }) => isOpen);
  }

  #sendDown(pipeline: Pipeline, read: Read): Promise<TextRow | null> {
    this.#watch ??= setTimeout(() => this.#look(), lookMilliseconds);
    return pipeline.send(read);
  }

  /** Sends waiting reads while a pipeline has room. Rejects them if all pipelines are closed. */
  #admit(): void {
    while (this.#waiting.length > 0) {
      const pipeline = this.#withRoom();
      if (!pipeline && this.#isAnyOpen()) return;
      const { read, resolve, reject } = this.#waiting.shift()!;
      if (read.work?.isStopped) reject(new Stopped());
      else if (pipeline) resolve(this.#sendDown(pipeline, read));
      else reject(new PipelineAbandoned());
    }
  }

  #look(): void {
    this.#watch = undefined;
    for (const pipeline of this.#pipelines) {
      if (pipeline.frontMilliseconds > patienceMilliseconds) pipeline.leaveToFront();
    }
    if (this.#pipelines.some(({ isBusy }) => isBusy)) this.#watch = setTimeout(() => this.#look(), lookMilliseconds);
  }
}
