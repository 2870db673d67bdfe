import type { LineKind } from './check-assets.ts';
import { checkItem } from './check-item.ts';
import type { Issue } from './issue-codes.ts';
import type { ItemContent } from './item-content.ts';
import { keyOf } from './key-of.ts';
import type { IngestMode } from './names.ts';
import { parseLine } from './parse-line.ts';

export interface CheckedLine {
  /** The line as JSON; undefined if it is not. */
  value: unknown;
  /** What it says; null if anything is wrong with it. */
  item: ItemContent | null;
}

/** Reads one line of a manifest, and reports everything that is wrong with it and that can be told from the line alone. */
export function checkLine(
  text: string,
  line: number,
  mode: IngestMode,
  report: (issue: Issue) => void,
  kind: LineKind = 'API',
): CheckedLine {
  const { value, problems } = parseLine(text);
  if (problems.length === 0) return { value, item: checkItem(value, line, mode, report, kind) };
  const key = keyOf(value);
  for (const problem of problems) report({ line, key, ...problem });
  if (value === undefined) return { value, item: null };
  // A number that was lost is seen in the text and in the value; it is reported once.
  const known = new Set(problems.map(({ pointer, code }) => `${code} ${pointer}`));
  const reportOther = (issue: Issue) => {
    if (!known.has(`${issue.code} ${issue.pointer}`)) report(issue);
  };
  checkItem(value, line, mode, reportOther, kind);
  return { value, item: null };
}
