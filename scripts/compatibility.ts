import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, Kind, parse, visit } from 'graphql';

/** Approved breaking change. `change` is the exact text that the check prints. */
export interface Approval {
  change: string;
  reason: string;
  /** Date of the decision, such as 2026-11-24. */
  date: string;
}

/** Returns the breaking changes between two schemas that are not approved. */
export async function unapprovedBreaks(
  before: string,
  after: string,
  approvals: readonly Approval[],
): Promise<string[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const approved = new Set(approvals.map(({ change }) => change));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message)
    .filter((message) => !approved.has(message));
}

/** Returns the approvals without a reason or a date. */
export function unfoundedApprovals(approvals: readonly Approval[]): string[] {
  return approvals.filter(({ reason, date }) => !reason?.trim() || !isDate(date)).map(({ change }) => change);
}

const reasonWithDate = /^(?<why>\S.*[.!]) Removed after (?<date>\d{4}-\d{2}-\d{2})\.$/s;

/**
 * Returns the deprecations without a reason or a date. A correct one is `@deprecated(reason: "Use `key`. Removed after
 * 2027-06-01.")`.
 */
export function undatedDeprecations(contract: string): string[] {
  const undated: string[] = [];
  visit(parse(contract), {
    Directive(directive, _key, _parent, _path, ancestors) {
      if (directive.name.value !== 'deprecated') return;
      const given = directive.arguments?.find(({ name }) => name.value === 'reason')?.value;
      const reason = given?.kind === Kind.STRING ? given.value : '';
      if (!isDate(reasonWithDate.exec(reason)?.groups?.['date'])) undated.push(placeOf(ancestors));
    },
  });
  return undated;
}

/** Returns the path of a directive in the schema, such as `Item.key`. */
function placeOf(ancestors: readonly unknown[]): string {
  return ancestors
    .flatMap((node) => {
      const { name } = node as { name?: { value: string } };
      return name ? [name.value] : [];
    })
    .join('.');
}

function isDate(text: string | undefined): boolean {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
