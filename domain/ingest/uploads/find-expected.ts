import type { Db } from '#database/databases.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { ExpectedUpload } from './check-upload.ts';

/**
 * Minimum and maximum time between two checks of a file. Between them, the time equals the time for which the file has
 * been expected.
 */
const leastSeconds = 3;
const maxSeconds = 600;

/**
 * Returns the next expected single-PUT files of a session, in the order of their ids. With `dueOnly`, returns only
 * files whose next check is due.
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
 * Returns the time of the next check of a session. Returns null if only multipart uploads are expected, because the
 * client reports their end.
 */
export async function nextCheckAt(db: Db, sessionId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(
      CASE
        WHEN part_size IS NOT NULL THEN now() + make_interval(secs => ${maxSeconds})
        ELSE coalesce(checked_at + ${delay()}, now())
      END
    ) AS at
    FROM upload
    WHERE session_id = ${sessionId}::uuid AND state = 'EXPECTED' AND multipart_id IS NULL`;
  return row?.at ?? null;
}

function delay() {
  return Prisma.sql`least(
    make_interval(secs => ${maxSeconds}),
    greatest(make_interval(secs => ${leastSeconds}), checked_at - requested_at))`;
}
