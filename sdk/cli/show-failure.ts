import { DownloadFailed, type Issue, UploadFailed, ValidationFailed, VitrineError } from '../errors.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { formatCount, plural } from './format.ts';
import { printable } from './printable.ts';
import { printJson, say, type Terminal, UsageError } from './terminal.ts';

const shownIssues = 20;

/** Prints an error and advice on how to solve it. Returns the exit code. */
export function showFailure(terminal: Terminal, error: unknown, json: boolean): number {
  if (error instanceof UsageError) {
    say(terminal, `${error.message}\nSee vitrine --help.`);
    return exitCodes.usage;
  }
  if (!(error instanceof VitrineError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (json) printJson(terminal, { type: 'error', code: 'UNEXPECTED', message });
    say(terminal, `Unexpected error: ${message}`);
    return exitCodes.unexpected;
  }
  const { code, message, requestId, hint } = error;
  if (json) {
    if (error instanceof ValidationFailed) {
      for (const issue of error.issues) printJson(terminal, { type: 'issue', ...issue });
    }
    const causes = error instanceof UploadFailed || error instanceof DownloadFailed ? { causes: error.causes } : {};
    printJson(terminal, { type: 'error', code, message, requestId, hint, ...causes });
    return exitCodeOf(code);
  }
  say(terminal, `${code}: ${printable(message)}`);
  if (error instanceof ValidationFailed) sayIssues(terminal, error);
  if (error instanceof UploadFailed || error instanceof DownloadFailed) {
    for (const cause of error.causes.slice(1)) say(terminal, `  ${printable(cause.path)}: ${printable(cause.message)}`);
  }
  if (hint) say(terminal, hint);
  if (requestId) say(terminal, `Request ${requestId}`);
  return exitCodeOf(code);
}

/** Prints the first issues, grouped by code. */
function sayIssues(terminal: Terminal, { issues, issueCount, counts }: ValidationFailed): void {
  let shown = 0;
  for (const [code, count] of counts) {
    const ofCode = issues.filter((issue) => issue.code === code).slice(0, shownIssues - shown);
    say(terminal, `\n${code} (${formatCount(count)})`);
    for (const issue of ofCode) {
      const expected = issue.expected ? ` (expected: ${printable(issue.expected)})` : '';
      say(terminal, `  ${placeOf(issue)}${printable(issue.message)}${expected}`);
    }
    shown += ofCode.length;
  }
  if (shown < issueCount) {
    say(
      terminal,
      `\n… and ${plural(issueCount - shown, 'more issue')}. Use --json to print up to 1,000 issues, one per line.`,
    );
  }
  say(terminal, '');
}

function placeOf({ line, key, pointer }: Issue): string {
  const places = [
    line === null ? null : `line ${formatCount(line)}`,
    key === null ? null : printable(key.length > 80 ? `${key.slice(0, 79)}…` : key),
    pointer === '' ? null : printable(pointer),
  ];
  const text = places.filter((place) => place !== null).join(', ');
  return text === '' ? '' : `${text}: `;
}
