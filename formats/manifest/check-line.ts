import type { LineKind } from './check-assets.ts';
import { checkItem } from './check-item.ts';
import type { Issue } from './issue-codes.ts';
import type { ItemContent } from './item-content.ts';
import { keyOf } from './key-of.ts';
import type { IngestMode } from './names.ts';
import { parseLine } from './parse-line.ts';

export interface CheckedLine {
  /** The line as a JSON value. Undefined if it is not JSON. */
  value: unknown;
  /** Content of the line. Null if the line has any problem. */
  item: ItemContent | null;
}

/** Reads one line of a manifest. Reports all problems that the line alone can show. */
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
  // A number that loses digits is found in the text and again in the value. It is reported once.
  const known = new Set(problems.map(({ pointer, code }) => `${code} ${pointer}`));
  const reportOther = (issue: Issue) => {
    if (!known.has(`${issue.code} ${issue.pointer}`)) report(issue);
  };
  checkItem(value, line, mode, reportOther, kind);
  return { value, item: null };
}
