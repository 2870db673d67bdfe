import type { IssueCode } from './issue-codes.ts';

/** Reason why a whole file is not a manifest: its encoding, its line ends or its layout. */
export interface FormProblem {
  code: IssueCode;
  message: string;
  expected: string;
}

const oneObjectPerLine = 'one JSON object on each line, without brackets or commas between them';

/**
 * Returns a problem if the first non-blank line shows that the whole file is not a manifest. Every line would then be
 * invalid, so the cause is reported only once.
 */
export function findFormProblem(firstLine: Uint8Array): FormProblem | null {
  const [first, second] = firstLine;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (hasMark || first === 0 || second === 0) {
    const message = 'The manifest is in UTF-16 or UTF-32. Save it as UTF-8.';
    return { code: 'INVALID_UTF8', message, expected: 'UTF-8' };
  }
  const text = new TextDecoder().decode(firstLine).trim();
  if (/\}\r\s*\{/.test(text)) {
    const message = 'The manifest has CR line endings. Save it with LF or CRLF line endings.';
    return { code: 'INVALID_JSON', message, expected: 'lines that end with LF' };
  }
  if (/^\[\s*(\{|$)/.test(text)) {
    const message = 'The manifest is a JSON list. Write each item on a separate line (NDJSON).';
    return { code: 'INVALID_JSON', message, expected: oneObjectPerLine };
  }
  if (/^\{(.*[{[,])?$/s.test(text) && !text.endsWith('},')) {
    const message = 'The first item extends over several lines. Write each item on a separate line (NDJSON).';
    return { code: 'INVALID_JSON', message, expected: oneObjectPerLine };
  }
  return null;
}
