import type { PulledItem } from './list-items.ts';
import { pathOf } from './path-of.ts';

/** Returns the manifest line of an item, from which `publish` creates the same item again. */
export function manifestLine(item: PulledItem): Record<string, unknown> {
  const { key, type, title, tags, metadata, createdAt, annotations } = item;
  return {
    key,
    type,
    ...(title !== null && { title }),
    ...(tags.length > 0 && { tags }),
    ...(hasMembers(metadata) && { metadata }),
    createdAt,
    assets: publishedAssets(item).map((asset) => ({
      role: asset.role,
      path: pathOf(key, asset),
      sha256: asset.sha256,
      contentType: asset.contentType,
      filename: asset.filename,
    })),
    ...(annotations.length > 0 && {
      annotations: annotations.map(({ kind, label, confidence, geometry }) => ({
        kind,
        label,
        ...(confidence !== null && { confidence }),
        geometry,
      })),
    }),
  };
}

/** Returns the published files of an item, without derived files. */
export function publishedAssets({ assets }: Pick<PulledItem, 'assets'>) {
  return assets.filter(({ derived }) => !derived);
}

function hasMembers(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && Object.keys(metadata).length > 0;
}
