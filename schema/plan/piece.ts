import type { Demand, Piece, PlanRequest } from './plan.ts';

/** Pieces in a row, as one; what is the same for every request is joined once. */
export function join(...pieces: Piece[]): Piece {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  const tied = joined.map((piece) => (typeof piece === 'string' ? tieLiterals(piece) : piece));
  if (tied.every((piece) => typeof piece === 'string')) return tied.join('');
  return (request) => {
    let text = '';
    for (const piece of tied) text += write(piece, request);
    return text;
  };
}

/** Texts that are put together of two literals as one, which is one step less for each row. No literal has a quote in it. */
function tieLiterals(sql: string): string {
  return sql.replaceAll("' || '", '');
}

export function write(piece: Piece, request: PlanRequest): string {
  return typeof piece === 'string' ? request.mark(piece) : piece(request);
}

/** A text in SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An expression that fails when it is reached, whatever is in the column; the request is then answered by resolvers. */
export function giveUp(idColumn: string): string {
  return `(${idColumn}::text)::integer::text`;
}

/** A piece in which something is made of the text. */
export function mapPiece(piece: Piece, map: (sql: string) => string): Piece {
  return typeof piece === 'string' ? map(piece) : (request) => map(piece(request));
}

/** An expression that gives up unless something holds. */
export function demanding(demand: Demand | null | undefined, text: string): string {
  return demand ? `(CASE WHEN ${demand.holds} THEN ${text} ELSE ${giveUp(demand.id)} END)` : text;
}
