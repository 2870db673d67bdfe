import type { Demand, Piece, PlanRequest } from './field-plan.ts';

/** Joins pieces in sequence. Constant pieces are joined only once, when the plan is compiled. */
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

/** Joins adjacent SQL literals, which saves PostgreSQL a step for each row. The literals in plans contain no quotes. */
function tieLiterals(sql: string): string {
  return sql.replaceAll("' || '", '');
}

export function write(piece: Piece, request: PlanRequest): string {
  return typeof piece === 'string' ? piece : piece(request);
}

/** Returns a string as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Returns an SQL expression that always fails when it is evaluated, because it converts an id to a number. The
 * resolvers then execute the operation.
 */
export function giveUp(idColumn: string): string {
  return `(${idColumn}::text)::integer::text`;
}

/** Returns the piece with `map` applied to its SQL. */
export function mapPiece(piece: Piece, map: (sql: string) => string): Piece {
  return typeof piece === 'string' ? map(piece) : (request) => map(piece(request));
}

/** Returns an SQL expression that fails unless the condition of the demand is true. */
export function demanding(demand: Demand | null | undefined, text: string): string {
  return demand ? `(CASE WHEN ${demand.holds} THEN ${text} ELSE ${giveUp(demand.id)} END)` : text;
}
