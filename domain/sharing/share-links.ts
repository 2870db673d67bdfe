import type { Prisma, ShareLink } from '#prisma/client/client.ts';
import { organizationsWith, requireListAccess } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';
import type { Viewer } from '../viewer.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * Returns the condition for the share links that a viewer may see: those of datasets to which the viewer may publish.
 */
export function shareLinksVisibleTo(viewer: Viewer): Prisma.ShareLinkWhereInput {
  return { orgId: { in: organizationsWith(viewer, 'PUBLISH') }, dataset: datasetsVisibleTo(viewer) };
}

/**
 * Returns one page of the share links of a dataset, including ended links. The newest come first. Only publishers of
 * the dataset may read them.
 */
export async function findShareLinks(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  dataset: { id: string; orgId: string },
  input: PageArguments,
  related: Pick<Prisma.ShareLinkFindManyArgs, 'include'> = {},
): Promise<CountedPage<ShareLink & { cursor: string }>> {
  requireListAccess(viewer, 'PUBLISH', dataset.orgId);
  const seen = [{ datasetId: dataset.id }, shareLinksVisibleTo(viewer)];
  return findCountedPage(
    { name: `share-links:${dataset.id}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    { AND: seen },
    ({ where, ...query }) => db.shareLink.findMany({ where: { AND: [...seen, where] }, ...query, ...related }),
    (list) => db.shareLink.count(list),
  );
}

/** Revokes a share link. From the next request on, it shows nothing. Changes nothing if it is already revoked. */
export async function revokeShareLink(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  shareLinkId: string,
): Promise<ShareLink> {
  return db.$transaction(async (tx) => {
    const link = await tx.shareLink.findFirst({ where: { AND: [{ id: shareLinkId }, shareLinksVisibleTo(viewer)] } });
    if (!link) throw new NotFound('share link');
    const { count } = await tx.shareLink.updateMany({
      where: { id: shareLinkId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return link;
    const { orgId, datasetId } = link;
    await accessLog.write(tx, { orgId, action: 'SHARE_LINK', datasetId, detail: { revoked: shareLinkId } });
    return tx.shareLink.findUniqueOrThrow({ where: { orgId_id: { orgId, id: shareLinkId } } });
  });
}
