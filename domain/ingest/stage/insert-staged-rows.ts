import type { Db } from '#database/databases.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import { sqlStateOf } from '../../sql-state.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';

/** Number of refused rows after which a batch is no longer searched row by row. */
const maxSearchedRows = 50;

/**
 * Writes rows from `print-staged-row.ts` to the stage. If PostgreSQL cannot store a value, reports an issue for its
 * line and writes the other rows.
 */
export async function insertStagedRows(
  db: Db,
  claim: Claim,
  rows: readonly string[],
  report: (issue: Issue) => void,
): Promise<void> {
  let refused = 0;
  const insert = async (part: readonly string[]): Promise<void> => {
    if (part.length === 0) return;
    try {
      await insertRows(db, claim, part);
    } catch (error) {
      if (!isDataException(error)) throw error;
      const half = Math.ceil(part.length / 2);
      if (part.length === 1 || refused >= maxSearchedRows) {
        refused += 1;
        report(unstorable(part));
        return;
      }
      await insert(part.slice(0, half));
      await insert(part.slice(half));
    }
  };
  await insert(rows);
}

async function insertRows(db: Db, claim: Claim, rows: readonly string[]): Promise<void> {
  const inserted = await db.$executeRaw`
    WITH fence AS (${fence(claim)}),
    -- The stage does not outlive a crash of the database, so nobody has to wait for the disk.
    unhurried AS (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO staged_item (
      org_id, session_id, line, key, remove, item_id, type, title, tags, metadata, created_at, content_hash,
      byte_size, duration_seconds, asset_ids, asset_roles, asset_ordinals, asset_filenames, annotations,
      words, sort_title, sort_key)
    SELECT ${claim.orgId}::uuid, ${claim.sessionId}::uuid, r.l, r.k, coalesce(r.x, false), r.i, r.t, r.n, r.g, r.m, r.c,
      decode(r.h, 'hex'), r.b, r.d, r.a, r.r, r.o, r.f, r.s, r.w::tsvector, r.y, r.z
    FROM fence CROSS JOIN unhurried CROSS JOIN jsonb_to_recordset(${`[${rows.join(',')}]`}::jsonb) AS r (
      l integer, k text, x boolean, i uuid, t "ItemType", n text, g text[], m jsonb, c timestamptz, h text,
      b bigint, d double precision, a uuid[], r "AssetRole"[], o smallint[], f text[], s jsonb, w text, y text, z text)`;
  if (inserted !== rows.length) throw new ClaimLost();
}

/**
 * Returns whether an error has SQLSTATE class 22: a value is out of range or malformed. Such a statement always fails
 * again.
 */
function isDataException(error: unknown): boolean {
  return sqlStateOf(error)?.startsWith('22') ?? false;
}

/** Returns the issue for one row, or for a group of rows of which PostgreSQL refuses at least one. */
function unstorable(rows: readonly string[]): Issue {
  const [first, last] = [lineAndKey(rows[0]!), lineAndKey(rows.at(-1)!)];
  const isOne = rows.length === 1;
  return {
    line: first.l,
    key: isOne ? first.k : null,
    pointer: '',
    code: 'UNSTORABLE_VALUE',
    message: isOne
      ? 'The line contains a value that cannot be stored.'
      : `A value in one of the lines ${first.l} to ${last.l} cannot be stored. Fix the other issues first, then publish again.`,
    expected: 'numbers, times and strings that PostgreSQL can store',
  };
}

function lineAndKey(row: string) {
  return JSON.parse(row) as { l: number; k: string };
}
