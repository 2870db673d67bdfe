import DataLoader from 'dataloader';
import type pg from 'pg';
import type { Role, TokenScope } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { hashSecret } from '../secrets.ts';
import { anonymous, everyScope, type Viewer } from '../viewer.ts';
import { sessionIdleHours } from './browser-session.ts';
import { mayComeIn } from './demo.ts';

/**
 * Connection pool of the database owner. Credentials are read with prepared statements, because every request reads
 * one.
 */
interface Pieces extends Pick<Context, 'installation'> {
  systemPool: pg.Pool;
}

// Every request looks up its credential again, by a unique index. So a revocation, a removal or a lower role takes
// effect at the next request, in every process. `lastUsedAt` is written at most once a minute.

/**
 * Table of the hashes to look up, with their numbers. The subquery hides the number of hashes from the planner.
 * Otherwise PostgreSQL would make a new plan for each number.
 */
const fromAsked = 'FROM unnest((SELECT $1::bytea[])) WITH ORDINALITY asked (secret_hash, place)';

interface SessionRow {
  id: string;
  userId: string;
  email: string;
  memberships: Record<string, Role> | null;
  stale: boolean;
}

const findSession = bySecret<SessionRow>(
  'session',
  `s.id, s.user_id AS "userId", u.email, s.last_seen_at < now() - interval '1 minute' AS stale,
    (SELECT json_object_agg(m.org_id, m.role) FROM membership m WHERE m.user_id = s.user_id) AS memberships
  ${fromAsked} JOIN session s USING (secret_hash) JOIN "user" u ON u.id = s.user_id
  WHERE s.revoked_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - interval '${sessionIdleHours} hours'`,
);

interface TokenRow {
  id: string;
  orgId: string;
  userId: string;
  email: string;
  scopes: TokenScope[];
  role: Role | null;
  datasetIds: string[] | null;
  stale: boolean;
}

const findToken = bySecret<TokenRow>(
  'token',
  `t.id, t.org_id AS "orgId", t.user_id AS "userId", u.email, t.scopes::text[] AS scopes, m.role::text AS role,
    t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute' AS stale,
    CASE WHEN t.limited THEN ARRAY(SELECT d.dataset_id FROM api_token_dataset d WHERE d.org_id = t.org_id AND d.token_id = t.id) END AS "datasetIds"
  ${fromAsked} JOIN api_token t USING (secret_hash) JOIN "user" u ON u.id = t.user_id
  LEFT JOIN membership m ON m.org_id = t.org_id AND m.user_id = t.user_id
  WHERE t.revoked_at IS NULL AND t.expires_at > now()`,
);

interface LinkRow {
  id: string;
  orgId: string;
  datasetId: string;
  revision: number | null;
  withReviews: boolean;
  expiresAt: Date;
  stale: boolean;
}

const findShareLink = bySecret<LinkRow>(
  'link',
  `l.id, l.org_id AS "orgId", l.dataset_id AS "datasetId", l.revision, l.with_reviews AS "withReviews", l.expires_at AS "expiresAt",
    l.last_used_at IS NULL OR l.last_used_at < now() - interval '1 minute' AS stale
  ${fromAsked} JOIN share_link l USING (secret_hash)
  WHERE l.revoked_at IS NULL AND l.expires_at > now()`,
);

/** Returns the viewer whose browser session has this secret, or `anonymous`. */
export async function authenticateSession({ systemPool, installation }: Pieces, secret: string): Promise<Viewer> {
  const session = await findSession(systemPool, secret);
  if (!session || !mayComeIn(installation, session.email)) return anonymous;
  if (session.stale) await systemPool.query('UPDATE session SET last_seen_at = now() WHERE id = $1', [session.id]);
  return {
    ...anonymous,
    kind: 'PERSON',
    userId: session.userId,
    sessionId: session.id,
    memberships: new Map(Object.entries(session.memberships ?? {})),
    scopes: everyScope,
  };
}

/**
 * Returns the viewer of the token with this secret, with the user's current role in the token's organization. Returns
 * `anonymous` if the token is no longer valid.
 */
export async function authenticateToken({ systemPool, installation }: Pieces, secret: string): Promise<Viewer> {
  const token = await findToken(systemPool, secret);
  if (!token || !mayComeIn(installation, token.email)) return anonymous;
  if (token.stale)
    await systemPool.query('UPDATE api_token SET last_used_at = now() WHERE org_id = $1 AND id = $2', [
      token.orgId,
      token.id,
    ]);
  return {
    ...anonymous,
    kind: 'TOKEN',
    userId: token.userId,
    tokenId: token.id,
    // The token of a removed member is still recognized, but gives no access.
    memberships: new Map(token.role ? [[token.orgId, token.role]] : []),
    scopes: new Set(token.scopes),
    datasetIds: token.datasetIds && new Set(token.datasetIds),
  };
}

/** Returns the viewer for the share link with this secret, or `anonymous` if the link is no longer valid. */
export async function authenticateShareLink(
  { systemPool }: Pick<Pieces, 'systemPool'>,
  secret: string,
): Promise<Viewer> {
  const link = await findShareLink(systemPool, secret);
  if (!link) return anonymous;
  if (link.stale)
    await systemPool.query('UPDATE share_link SET last_used_at = now() WHERE org_id = $1 AND id = $2', [
      link.orgId,
      link.id,
    ]);
  const { id, orgId, datasetId, revision, withReviews, expiresAt } = link;
  return {
    ...anonymous,
    kind: 'SHARE_LINK',
    scopes: new Set(['READ']),
    share: { id, orgId, datasetId, revision, withReviews, expiresAt },
  };
}

/**
 * Returns the viewer for the subject of a token from the configured issuer, in all organizations of the person. Looks
 * for the account that signed in with this subject before. Otherwise looks for an account with the address, if the
 * issuer has verified it. Returns `anonymous` if neither exists.
 */
export async function authenticateSubject(
  { systemPool, installation }: Pieces,
  subject: { issuer: string; subject: string; verifiedEmail: string | null; scopes: readonly TokenScope[] },
): Promise<Viewer> {
  const [person] = await rowsOf<{ userId: string; email: string; memberships: Record<string, Role> | null }>(
    systemPool,
    'person',
    `
    SELECT u.id AS "userId", u.email,
      (SELECT json_object_agg(m.org_id, m.role) FROM membership m WHERE m.user_id = u.id) AS memberships
    FROM "user" u LEFT JOIN identity i ON i.user_id = u.id AND i.issuer = $1 AND i.subject = $2
    WHERE i.id IS NOT NULL
      OR (u.email = $3 AND NOT EXISTS (
        SELECT FROM identity taken WHERE taken.issuer = $1 AND (taken.subject = $2 OR taken.user_id = u.id)))
    LIMIT 1`,
    [subject.issuer, subject.subject, subject.verifiedEmail],
  );
  if (!person || !mayComeIn(installation, person.email)) return anonymous;
  return {
    ...anonymous,
    kind: 'TOKEN',
    userId: person.userId,
    memberships: new Map(Object.entries(person.memberships ?? {})),
    scopes: new Set(subject.scopes),
  };
}

/**
 * Returns a function that finds a credential by the hash of its secret. It executes all lookups of one turn of the
 * event loop as one prepared statement. Results are not cached.
 */
function bySecret<Row extends pg.QueryResultRow>(what: string, selection: string) {
  const text = `
    SELECT asked.place::integer, ${selection}`;
  const loaders = new WeakMap<pg.Pool, DataLoader<Buffer, Row | null>>();
  const loaderFor = (pool: pg.Pool) =>
    new DataLoader<Buffer, Row | null>(
      async (hashes) => {
        const rows = await rowsOf<Row & { place: number }>(pool, what, text, [hashes]);
        const byPlace = new Map(rows.map((row) => [row.place, row]));
        return hashes.map((_, index) => byPlace.get(index + 1) ?? null);
      },
      { cache: false, batchScheduleFn: (dispatch) => void setImmediate(dispatch) },
    );
  return (pool: pg.Pool, secret: string) => {
    const loader = loaders.get(pool) ?? loaderFor(pool);
    loaders.set(pool, loader);
    return loader.load(Buffer.from(hashSecret(secret)));
  };
}

/** Runs a prepared statement and returns its rows. Each connection prepares it once. */
async function rowsOf<Row extends pg.QueryResultRow>(pool: pg.Pool, what: string, text: string, values: unknown[]) {
  const { rows } = await pool.query<Row>({ name: `recognise ${what}`, text, values });
  return rows;
}
