import { type Issue, type IssueReport, ValidationFailed } from '../errors.ts';

const kept = 1_000;

/** Collects issues. Counts all of them, and keeps the first thousand. */
export class IssueLog implements IssueReport {
  readonly issues: Issue[] = [];
  readonly counts = new Map<string, number>();
  issueCount = 0;

  add(issue: Issue): void {
    this.issueCount += 1;
    this.counts.set(issue.code, (this.counts.get(issue.code) ?? 0) + 1);
    if (this.issues.length < kept) this.issues.push(issue);
  }

  /**
   * Throws `ValidationFailed` if the log contains any issue. Sorts the issues by line, because several files are read
   * at a time.
   */
  throwIfAny(): void {
    if (this.issueCount === 0) return;
    this.issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    throw new ValidationFailed(this, { hint: 'Fix these issues, then run the same command again.' });
  }
}
