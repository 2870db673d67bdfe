import type { Db } from '#database/databases.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';

/** Deletes the issues of earlier validations, if the claim is valid. */
export async function clearIssues(db: Db, claim: Claim): Promise<void> {
  await db.$executeRaw`
    WITH fence AS (${fence(claim)})
    DELETE FROM ingest_issue
    WHERE org_id = ${claim.orgId}::uuid AND session_id = ${claim.sessionId}::uuid AND EXISTS (SELECT FROM fence)`;
}

/** Stores issues, if the claim is valid. */
export async function writeIssues(
  db: Db,
  claim: Claim,
  issues: readonly (Issue & { ordinal: number })[],
): Promise<void> {
  const written = await db.$executeRaw`
    WITH fence AS (${fence(claim)})
    INSERT INTO ingest_issue (org_id, session_id, ordinal, line, key, pointer, code, message, expected)
    SELECT ${claim.orgId}::uuid, ${claim.sessionId}::uuid, i.ordinal, i.line, i.key, i.pointer, i.code, i.message, i.expected
    FROM fence, jsonb_to_recordset(${JSON.stringify(issues)}::jsonb) AS i (
      ordinal integer, line integer, key text, pointer text, code text, message text, expected text)`;
  if (written !== issues.length) throw new ClaimLost();
}
