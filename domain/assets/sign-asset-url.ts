import type { Context } from '../context.ts';
import type { SignedUrl } from '../storage.ts';
import type { ItemAsset } from './item-asset.ts';

/**
 * A URL by which the bytes of a file can be fetched straight from the object store for a short while.
 *
 * The access log names it, in the same request that hands it out.
 */
export async function signAssetUrl(
  { storage, accessLog, limits }: Pick<Context, 'storage' | 'accessLog' | 'limits'>,
  { item, asset, filename, sensitive }: ItemAsset,
  disposition: 'INLINE' | 'ATTACHMENT',
): Promise<SignedUrl> {
  accessLog.add({
    orgId: item.orgId,
    action: disposition === 'INLINE' ? 'ASSET_URL' : 'DOWNLOAD',
    datasetId: item.datasetId,
    itemKey: item.key,
    assetId: asset.id,
  });
  return storage.signGet({
    objectKey: asset.objectKey,
    contentType: asset.contentType,
    filename: filename ?? item.key,
    disposition,
    sensitive,
    ttlSeconds: limits.signedUrlSeconds,
  });
}
