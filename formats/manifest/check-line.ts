import type { LineKind } from './check-assets.ts';
import { checkItem } from './check-item.ts';
import type { Issue } from './issue-codes.ts';
import type { ItemContent } from './item-content.ts';
import { keyOf } from './key-of.ts';
import type { IngestMode } from './names.ts';
import { parseLine } from './parse-line.ts';

export interface CheckedLine {
  /** Line as a JSON value. Undefined if the line is not valid JSON. */
  value: unknown;
  /** Content of the line. Null if the line has any issue. */
  item: ItemContent | null;
}

/** Checks one line of a manifest. Reports all issues that can be found without other lines or the database. */
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
  // The text check and the value check both find a number that loses digits. It is reported only once.
  const known = new Set(problems.map(({ pointer, code }) => `${code} ${pointer}`));
  const reportOther = (issue: Issue) => {
    if (!known.has(`${issue.code} ${issue.pointer}`)) report(issue);
  };
  checkItem(value, line, mode, reportOther, kind);
  return { value, item: null };
}
