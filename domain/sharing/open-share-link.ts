import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { hashSecret } from '../secrets.ts';
import type { Viewer } from '../viewer.ts';

/** Content of a share link, and its expiry time. */
export interface Shared {
  organizationSlug: string;
  datasetSlug: string;
  datasetName: string;
  /** Number of the only revision that the link shows. Null if it shows the current revision. */
  revision: number | null;
  /** Whether a link to one revision also shows annotations of reviewers. */
  withReviews: boolean;
  expiresAt: Date;
}

/**
 * Returns the content of the viewer's share link. Returns null for viewers without a link, or if the dataset has no
 * readable revision.
 */
export async function findShared({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<Shared | null> {
  if (!viewer.share) return null;
  const dataset = await db.dataset.findFirst({
    where: datasetsVisibleTo(viewer),
    include: { organization: true },
  });
  return dataset && sharedOf(viewer.share, dataset);
}

/**
 * Opens a share link in a browser, and records this in the access log. The caller must store the secret so that scripts
 * of the page cannot read it.
 */
export async function openShareLink(
  { system, accessLog, attempts, origin }: Pick<Context, 'system' | 'accessLog' | 'attempts' | 'origin'>,
  secret: string,
): Promise<Shared> {
  await attempts.count('SHARE_LINK', { account: null, address: origin.address });
  const link = await system.shareLink.findFirst({
    where: { secretHash: hashSecret(secret), revokedAt: null, expiresAt: { gt: new Date() } },
    include: { dataset: { include: { organization: true } } },
  });
  if (!link || link.dataset.revision === null) throw new NotFound('share link');
  const { id, orgId, datasetId, name } = link;
  await system.$transaction(async (tx) => {
    await tx.shareLink.update({ where: { orgId_id: { orgId, id } }, data: { lastUsedAt: new Date() } });
    await accessLog.write(tx, { orgId, datasetId, shareLinkId: id, action: 'SHARE_LINK', detail: { opened: id } });
    const data = { shareLinkId: id, name };
    await recordEvents(tx, { orgId, kind: 'SHARE_LINK_OPENED', datasetId, actorId: null, data });
  });
  return sharedOf(link, link.dataset);
}

function sharedOf(
  { revision, withReviews, expiresAt }: Pick<NonNullable<Viewer['share']>, 'revision' | 'withReviews' | 'expiresAt'>,
  dataset: { slug: string; name: string; organization: { slug: string } },
): Shared {
  const { slug: datasetSlug, name: datasetName, organization } = dataset;
  return { organizationSlug: organization.slug, datasetSlug, datasetName, revision, withReviews, expiresAt };
}
