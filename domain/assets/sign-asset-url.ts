import { assetUrlAction } from '../access-log/asset-url-actions.ts';
import type { Context } from '../context.ts';
import type { Disposition, SignedUrl } from '../storage.ts';
import type { ItemAsset } from './item-asset.ts';

/** Properties of a file that are needed to sign its URL. */
export interface SignedFile extends Pick<ItemAsset, 'role' | 'sensitive' | 'filename'> {
  item: Pick<ItemAsset['item'], 'orgId' | 'datasetId' | 'key'>;
  asset: Pick<ItemAsset['asset'], 'id' | 'objectKey' | 'contentType'>;
}

/**
 * Returns a temporary URL by which clients fetch a file from the object store.
 *
 * The access log records the URL before the response is sent.
 */
export async function signAssetUrl(
  { storage, accessLog, limits }: Pick<Context, 'storage' | 'accessLog' | 'limits'>,
  { item, asset, role, filename, sensitive }: SignedFile,
  disposition: Disposition,
): Promise<SignedUrl> {
  accessLog.add({
    orgId: item.orgId,
    action: assetUrlAction(role, disposition),
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
