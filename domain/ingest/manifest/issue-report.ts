import type { Issue, IssueCode } from '#formats/manifest/issue-codes.ts';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';

/** Maximum number of issues that are stored. All issues are counted. */
export const keptIssues = 100_000;

const batchSize = 2_000;
const surrogates = /\p{Surrogate}/gu;

/**
 * Collects the issues of a manifest during validation. Counts them by code, and stores them in batches up to
 * `keptIssues`.
 */
export class IssueReport {
  readonly #write: (issues: (Issue & { ordinal: number })[]) => Promise<void>;
  readonly #counts = new Map<IssueCode, number>();
  #waiting: (Issue & { ordinal: number })[] = [];
  #count = 0;

  constructor(write: (issues: (Issue & { ordinal: number })[]) => Promise<void>) {
    this.#write = write;
  }

  get count(): number {
    return this.#count;
  }

  /** Returns the number of issues per code, the highest number first. */
  get groups(): { code: IssueCode; count: number }[] {
    return [...this.#counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
  }

  async add(issues: readonly Issue[]): Promise<void> {
    for (const issue of issues) {
      this.#counts.set(issue.code, (this.#counts.get(issue.code) ?? 0) + 1);
      if (this.#count < keptIssues) {
        const { key, pointer, message, expected } = issue;
        const texts = {
          key: key && storableText(key, manifestLimits.keyByteSize),
          pointer: storableText(pointer, 1_000),
          message: storableText(message, 1_000),
          expected: expected && storableText(expected, 1_000),
        };
        this.#waiting.push({ ...issue, ...texts, ordinal: this.#count });
      }
      this.#count += 1;
      if (this.#waiting.length >= batchSize) await this.flush();
    }
  }

  /** Counts more issues of a code without storing them. */
  countOnly(code: IssueCode, count: number): void {
    if (count === 0) return;
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
    this.#count += count;
  }

  async flush(): Promise<void> {
    const issues = this.#waiting;
    if (issues.length === 0) return;
    this.#waiting = [];
    await this.#write(issues);
  }
}

/** Returns a text from a manifest, or a message about it, in a form that PostgreSQL can store. */
function storableText(text: string, length: number): string {
  return text.slice(0, length).replaceAll('\0', '\uFFFD').replace(surrogates, '\uFFFD');
}
