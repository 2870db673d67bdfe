import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../../context.ts';
import type { SignedUrl } from '../../storage.ts';
import { discardObjects } from '../uploads/discard-objects.ts';
import { newObjectKey } from '../uploads/object-key.ts';

const issuesAtOnce = 5_000;

/**
 * Returns a signed URL of a file with all issues of a session's manifest, one JSON object per line. Returns null if
 * the manifest has no issues. Writes the file at the first request after a validation.
 */
export async function signReport(
  context: Pick<Context, 'db' | 'storage' | 'limits'>,
  { id, orgId, issueCount }: Pick<IngestSession, 'id' | 'orgId' | 'issueCount'>,
): Promise<SignedUrl | null> {
  if (issueCount === 0) return null;
  const { db, storage, limits } = context;
  const session = await db.ingestSession.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
  return storage.signGet({
    objectKey: session.reportObjectKey ?? (await writeReport(context, session)),
    contentType: 'application/x-ndjson',
    filename: `issues-${id}.ndjson`,
    disposition: 'ATTACHMENT',
    sensitive: true,
    ttlSeconds: limits.signedUrlSeconds,
  });
}

async function writeReport(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  { id, orgId, attempt }: IngestSession,
): Promise<string> {
  const lines: string[] = [];
  for (let ordinal = -1; ; ) {
    const issues = await db.ingestIssue.findMany({
      where: { orgId, sessionId: id, ordinal: { gt: ordinal } },
      orderBy: { ordinal: 'asc' },
      take: issuesAtOnce,
    });
    for (const { line, key, pointer, code, message, expected } of issues) {
      lines.push(JSON.stringify({ line, key, pointer, code, message, expected }));
    }
    if (issues.length < issuesAtOnce) break;
    ordinal = issues.at(-1)!.ordinal;
  }
  const objectKey = newObjectKey();
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  await storage.write({ objectKey, contentType: 'application/x-ndjson', bytes });
  // If a new validation has begun, this file is outdated. It is used for this response only, and is then discarded.
  const { count } = await db.ingestSession.updateMany({
    where: { orgId, id, attempt, reportObjectKey: null },
    data: { reportObjectKey: objectKey },
  });
  if (count === 0) await discardObjects(db, [{ orgId, objectKey }]);
  return objectKey;
}
