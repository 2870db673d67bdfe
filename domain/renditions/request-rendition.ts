import type { Tx } from '#database/databases.ts';
import { fileKindOf } from '../assets/file-kind.ts';
import { findAssets } from '../assets/find-asset.ts';
import type { ItemAsset } from '../assets/item-asset.ts';
import { unfinishedStates } from '../assets/processing-states.ts';
import type { Context } from '../context.ts';
import { InvalidInput, LimitExceeded, NotFound } from '../errors.ts';
import { enqueue } from '../tasks.ts';

/** Maximum number of unfinished renditions of an organization. */
const maxUnderWay = 20;

/**
 * Queues a rendition of a video or audio file, which is a copy that browsers can play. Everyone who may read the file
 * may request it. A file has at most one rendition. Repeated requests do not create another, even if it failed.
 */
export async function requestRendition({ db, viewer }: Pick<Context, 'db' | 'viewer'>, id: string): Promise<ItemAsset> {
  const [file] = await findAssets({ db, viewer }, [id]);
  if (!file) throw new NotFound('file');
  const kind = fileKindOf(file.asset.contentType, false);
  if (file.asset.derived || (kind !== 'VIDEO' && kind !== 'AUDIO')) {
    throw new InvalidInput('assetId', 'Only published films and sounds have renditions.');
  }
  const of = { orgId: file.item.orgId, assetId: file.asset.id };
  await db.$transaction(async (tx) => {
    await lockOrganization(tx, of.orgId);
    const known = await tx.rendition.findUnique({ where: { orgId_assetId: of } });
    if (known && known.state !== 'PENDING') return;
    if (!known) {
      const where = { orgId: of.orgId, state: { in: unfinishedStates } };
      if ((await tx.rendition.count({ where })) >= maxUnderWay) {
        const message = `At most ${maxUnderWay} renditions of an organization are made at a time. Wait for one to end.`;
        throw new LimitExceeded(maxUnderWay, message);
      }
      await tx.rendition.create({ data: of });
    }
    // Queues a waiting rendition again, because its job may have been lost.
    await enqueue(tx, 'makeRendition', of, { jobKey: `rendition:${of.assetId}`, keepEarlier: true });
  });
  const [now] = await findAssets({ db, viewer }, [id]);
  return now ?? file;
}

/** Locks the renditions of an organization, so that simultaneous requests count them correctly. */
async function lockOrganization(tx: Tx, orgId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rendition:${orgId}`}, 0))::text`;
}
