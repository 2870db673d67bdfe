import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '#domain/errors.ts';
import type { PublishAnswer } from '#domain/ingest/publish-ingest-session.ts';

/** The result of a publish: its answer, or the code of its error. */
export type Outcome = { answer: PublishAnswer } | { code: string };

/** Returns the code of an error that a caller can act on. Rethrows every other error. */
export function codeOf(error: unknown): { code: string } {
  if (error instanceof DomainError) return { code: error.code };
  throw error;
}

export function codeIn(outcome: Outcome): string | null {
  return 'code' in outcome ? outcome.code : null;
}

/** Returns the number of valid items that a dry run has found. */
export function itemCountIn(outcome: Outcome): number | null {
  return 'answer' in outcome && outcome.answer.kind === 'DryRunPassed' ? outcome.answer.itemCount : null;
}

export function revisionIn(outcome: Outcome): { revision?: number; noop?: boolean } {
  if (!('answer' in outcome) || outcome.answer.kind !== 'PublishSucceeded') return {};
  return { revision: outcome.answer.revision.number, noop: outcome.answer.noop };
}

/** Throws if the actual value differs from the model's. */
export function equal(what: string, seen: unknown, right: unknown): void {
  if (isDeepStrictEqual(seen, right)) return;
  const show = (value: unknown) =>
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? Number(each) : each));
  throw new Error(`${what}: ${show(seen)} instead of ${show(right)}`);
}
