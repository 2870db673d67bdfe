import type { Db } from '#database/databases.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { ExpectedUpload } from './check-upload.ts';

/** A file is looked for every 3 s at first, then at ever longer intervals: as long as it has been awaited, at most 10 minutes. */
const leastSeconds = 3;
const mostSeconds = 600;

/**
 * The next files of a session that are awaited in one piece, in the order of their ids; with `dueOnly`, those it is time
 * to look for again.
 */
export async function findExpected(
  db: Db,
  sessionId: string,
  { after, take, dueOnly }: { after: string | null; take: number; dueOnly: boolean },
): Promise<ExpectedUpload[]> {
  return db.$queryRaw<ExpectedUpload[]>`
    SELECT id, object_key AS "objectKey", content_type AS "contentType", byte_size AS "byteSize", sha256
    FROM upload
    WHERE session_id = ${sessionId}::uuid AND state = 'EXPECTED' AND part_size IS NULL
      AND (${after}::uuid IS NULL OR id > ${after}::uuid)
      AND (NOT ${dueOnly}::boolean OR checked_at IS NULL OR checked_at + ${delay()} <= now())
    ORDER BY id
    LIMIT ${take}`;
}

/**
 * When a session should be looked at next; null when nothing is awaited but parts, whose sender says when they are
 * complete.
 */
export async function nextCheckAt(db: Db, sessionId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(
      CASE
        WHEN part_size IS NOT NULL THEN now() + make_interval(secs => ${mostSeconds})
        ELSE coalesce(checked_at + ${delay()}, now())
      END
    ) AS at
    FROM upload
    WHERE session_id = ${sessionId}::uuid AND state = 'EXPECTED' AND multipart_id IS NULL`;
  return row?.at ?? null;
}

function delay() {
  return Prisma.sql`least(
    make_interval(secs => ${mostSeconds}),
    greatest(make_interval(secs => ${leastSeconds}), checked_at - requested_at))`;
}
