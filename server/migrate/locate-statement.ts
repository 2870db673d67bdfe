// Tokens of SQL: quoted texts, in which a semicolon does not end a statement, and the white space and comments before a
// statement.
const tokens =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<quote>\$\w*\$)[\s\S]*?\k<quote>|[^;])|;/gy;

/** Returns the position of the statement with this index. Used only for error messages. */
export function locateStatement(sql: string, index: number): number {
  let statement = 0;
  let isBefore = true;
  for (const token of sql.matchAll(tokens)) {
    if (token.groups?.blank !== undefined) continue;
    if (token[0] === ';') {
      if (!isBefore) statement += 1;
      isBefore = true;
    } else if (isBefore) {
      if (statement === index) return token.index;
      isBefore = false;
    }
  }
  return 0;
}
