import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { readableRevision } from '../datasets/readable-revision.ts';
import { NotFound } from '../errors.ts';
import { badCursor, decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import {
  type ItemChangeKind,
  itemChangeKinds,
  type RevisionPair,
  removedSource,
  writtenSource,
} from './diff-source.ts';

/** Change of the item with one key between two revisions. */
export interface ItemChange {
  kind: ItemChangeKind;
  key: string;
  beforeId: string | null;
  afterId: string | null;
  cursor: string;
}

export interface DiffInput extends PageArguments, RevisionPair {
  kinds?: readonly ItemChangeKind[] | null;
}

interface ChangeRow {
  position: bigint;
  key: string;
  before_id: string | null;
  after_id: string | null;
  behind: boolean;
}

/** Returns the numbers of both revisions. Throws `NotFound` unless the viewer may read them. */
export async function readablePair(
  context: Pick<Context, 'db' | 'viewer'>,
  dataset: Pick<Dataset, 'id' | 'orgId' | 'revision'>,
  { from, to }: RevisionPair,
): Promise<void> {
  for (const number of [from, to]) {
    if ((await readableRevision(context, dataset, number)) === null) throw new NotFound('revision');
  }
}

/**
 * Returns one page of the changes between two revisions of a dataset, in the order of the list. Either revision may be
 * the older one. An item that was changed and changed back is not a change. The caller must have checked that the
 * viewer may read both revisions.
 */
export async function diffRevisions(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  input: DiffInput,
): Promise<PageOf<ItemChange>> {
  const page = readPage(input, limits);
  const list = `diff:${dataset.id}:${input.from}:${input.to}`;
  const place = page.cursor === null ? null : readCursor(list, page.cursor, page.backward ? 'before' : 'after');
  const kinds = kindsOf(input.kinds);

  const walk = (backward: boolean, behind: boolean, most: number) => {
    const order = Prisma.raw(backward ? 'position DESC' : 'position');
    const beyond = (position: Prisma.Sql) =>
      place === null
        ? Prisma.sql`TRUE`
        : Prisma.sql`${position} ${Prisma.raw((backward ? '<' : '>') + (behind ? '=' : ''))} ${place}`;
    const nothing = Prisma.sql`SELECT NULL::bigint AS position, NULL::text AS key, NULL::uuid AS before_id, NULL::uuid AS after_id WHERE FALSE`;
    const written = writtenSource(dataset, input, kinds, beyond) ?? nothing;
    // Removed items are searched only in the range of positions of this page. Otherwise the query could read all
    // changed items.
    const removed =
      removedSource(dataset, input, kinds, (position) => {
        const [within, last, end] = backward
          ? [Prisma.raw('>='), Prisma.raw('min'), 0]
          : [Prisma.raw('<='), Prisma.raw('max'), Number.MAX_SAFE_INTEGER];
        return Prisma.sql`${beyond(position)} AND ${position} ${within} (
          SELECT CASE WHEN count(*) >= ${most} THEN ${last}(position) ELSE ${end}::bigint END FROM written)`;
      }) ?? nothing;
    return Prisma.sql`
      (WITH written AS MATERIALIZED (${written} ORDER BY ${order} LIMIT ${most})
       SELECT position, key, before_id, after_id, ${behind}::boolean AS behind
       FROM (TABLE written UNION ALL (${removed} ORDER BY ${order} LIMIT ${most})) change
       ORDER BY ${order} LIMIT ${most})`;
  };
  const rows = await db.$queryRaw<ChangeRow[]>(
    place === null
      ? walk(page.backward, false, page.size + 1)
      : Prisma.sql`${walk(page.backward, false, page.size + 1)} UNION ALL ${walk(!page.backward, true, 1)}`,
  );
  const cut = cutPage(
    rows.filter(({ behind }) => !behind),
    page,
    rows.some(({ behind }) => behind),
  );
  return {
    ...cut,
    rows: cut.rows.map((row) => ({
      kind: kindOf(row),
      key: row.key,
      beforeId: row.before_id,
      afterId: row.after_id,
      cursor: encodeCursor(list, [Number(row.position)]),
    })),
  };
}

/** Returns the requested kinds of changes without duplicates. Returns all kinds if the request names none. */
export function kindsOf(kinds: DiffInput['kinds']): ItemChangeKind[] {
  return kinds ? [...new Set(kinds)] : itemChangeKinds;
}

function kindOf({ before_id: before, after_id: after }: ChangeRow): ItemChangeKind {
  if (before === null) return 'ADDED';
  return after === null ? 'REMOVED' : 'CHANGED';
}

function readCursor(list: string, cursor: string, argument: string): bigint {
  const [position] = decodeCursor(list, cursor, 1, argument);
  if (typeof position !== 'number' || !Number.isSafeInteger(position)) {
    throw badCursor(argument);
  }
  return BigInt(position);
}
