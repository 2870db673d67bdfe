export interface ParsedTable {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  /** Whether there are more rows than requested. */
  isCut: boolean;
}

/**
 * Reads the first rows of separated values. Supports quoted fields, doubled quotes, line ends in quotes and rows of
 * different lengths.
 */
export function parseCsv(text: string, maxRows: number): ParsedTable {
  const separator = findSeparator(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (; at < text.length && rows.length <= maxRows; at++) {
    const char = text[at] ?? '';
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') field += text[++at];
      else isQuoted = false;
    } else if (char === '"' && field === '') isQuoted = true;
    else if (char === separator) {
      row.push(field);
      field = '';
    } else if (char === '\n') {
      row.push(field.endsWith('\r') ? field.slice(0, -1) : field);
      if (row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
      field = '';
    } else field += char;
  }
  const isCut = at < text.length;
  if (!isCut && (field !== '' || row.length > 0)) rows.push([...row, field]);
  const [header = [], ...body] = rows;
  return { header, rows: body, isCut };
}

/** Returns the usual separator that occurs most often in the first line. */
function findSeparator(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const countOf = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ',';
}
