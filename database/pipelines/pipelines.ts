import type { ClientConfig } from 'pg';
import { Stopped } from '../interruptible-work.ts';
import type { TextRow } from '../text-query.ts';
import { Pipeline, PipelineAbandoned, type Read } from './pipeline.ts';

/** What takes longer on average has a connection of its own. */
const shortMilliseconds = 10;

/** A pipeline takes no more while what is in it is expected to take this long. */
const roomMilliseconds = 3;

/** How long the front of a pipeline may take until those behind it are asked elsewhere, and how often is looked. */
const patienceMilliseconds = 100;
const lookMilliseconds = 50;

interface Waiting {
  read: Read;
  resolve: (answer: Promise<TextRow | null>) => void;
  reject: (reason: Error) => void;
}

/**
 * A few pipelines for short reads. The first is filled before the second is used, and so on, since PostgreSQL answers more
 * of them the fewer of its processes take turns; what finds all of them full waits for room in any.
 */
export class Pipelines {
  readonly #pipelines: readonly Pipeline[];
  #waiting: Waiting[] = [];
  #watch: NodeJS.Timeout | undefined;

  constructor(config: ClientConfig, count: number) {
    this.#pipelines = Array.from({ length: count }, () => new Pipeline(config, () => this.#admit()));
  }

  /** The answer to a read; null when it has to have a connection of its own, being long, unknown, or ahead of any open pipeline. */
  send(read: Read): Promise<TextRow | null> | null {
    const { expectedMilliseconds = Infinity } = read.statement.text;
    if (expectedMilliseconds > shortMilliseconds) return null;
    const pipeline = this.#withRoom();
    if (pipeline) return this.#sendDown(pipeline, read);
    if (!this.#isAnyOpen()) return null;
    return new Promise((resolve, reject) => void this.#waiting.push({ read, resolve, reject }));
  }

  /** Connections that are open, those of them on which nothing is under way, and reads that wait for room: as `pg.Pool` counts them. */
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

  /** Lets in those who wait, as far as there is room; sends them elsewhere when no pipeline is left. */
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
