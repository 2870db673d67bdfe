const indentation = '  ';

/** Maximum length of a group in parentheses on a single line. */
const longestLine = 100;

/** Pattern of tokens: texts, quoted names, parentheses, commas, concatenation operators, and all text between them. */
const tokenPattern = /E?'(?:[^'\\]|''|\\.)*'|"[^"]*"|[(),]|\|\||[^\s'"(),|]+/g;

const clauses = /^(?:SELECT|FROM|WHERE|ORDER|LIMIT|UNION|JOIN|CROSS|LEFT|HAVING|GROUP|AND|OR|WHEN|ELSE|END|WITH|\|\|)$/;

/** Words that belong to the clause of the previous word. */
const continued = new Set(['CROSS JOIN', 'LEFT JOIN', 'UNION ALL', 'BETWEEN AND']);

/** Formats a statement so that a review shows what changed. Each clause and each part of a long text has a line. */
export function formatSql(sql: string): string {
  const lines: string[] = [];
  write(sql.match(tokenPattern) ?? [], 0, lines);
  return lines.join('\n');
}

function write(tokens: readonly string[], depth: number, lines: string[]) {
  let line = '';
  let previous = '';
  const flush = () => {
    if (line.trim()) lines.push(indentation.repeat(depth) + line.trim());
    line = '';
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token === '(') {
      const end = closing(tokens, index);
      const inner = tokens.slice(index + 1, end);
      const short = onOneLine(inner);
      if (short.length <= longestLine) {
        line += `${joins(previous) ? '' : ' '}(${short})`;
      } else {
        line += `${joins(previous) ? '' : ' '}(`;
        flush();
        write(inner, depth + 1, lines);
        line = ')';
      }
      index = end;
      previous = ')';
      continue;
    }
    if (token === ',') {
      line += ',';
      flush();
    } else {
      if (clauses.test(token) && !continued.has(`${previous} ${token}`)) flush();
      line += isSuffix(token) ? token : ` ${token}`;
    }
    previous = token;
  }
  flush();
}

/** Returns whether a token is a suffix of the previous expression: a cast or an index. */
function isSuffix(token: string): boolean {
  return token.startsWith('::') || token.startsWith('[');
}

/** Returns whether a parenthesis follows a token without a space, as after the name of a function. */
function joins(token: string): boolean {
  return /^\[?[a-z_][\w.]*$/.test(token);
}

function onOneLine(tokens: readonly string[]): string {
  let text = '';
  let previous = '(';
  for (const token of tokens) {
    const isTight =
      isSuffix(token) || previous === '(' || token === ')' || token === ',' || (token === '(' && joins(previous));
    text += isTight ? token : ` ${token}`;
    previous = token;
  }
  return text;
}

function closing(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (tokens[index] === '(') depth += 1;
    if (tokens[index] === ')') depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error('A parenthesis has no end.');
}
