// What may hold a semicolon that ends no statement, and the spaces and comments before one.
const tokens =
  /(?<blank>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<quote>\$\w*\$)[\s\S]*?\k<quote>|[^;])|;/gy;

/** Where the statement of this index begins. Good enough to tell a person; nothing is run by it. */
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
