import type { Prisma } from '#prisma/client/client.ts';
import type { AssetRole } from '#prisma/client/enums.ts';

/** The columns of an item that are needed to show and sign its files. Every field that needs files selects exactly this. */
export const itemAssetSelection = {
  id: true,
  orgId: true,
  key: true,
  datasetId: true,
  dataset: { select: { sensitive: true } },
  assets: {
    orderBy: [{ role: 'asc' }, { ordinal: 'asc' }],
    select: {
      role: true,
      filename: true,
      asset: {
        include: { derived: { orderBy: { sourceRole: 'asc' } }, processing: { orderBy: { task: 'asc' } } },
      },
    },
  },
} as const satisfies Prisma.ItemSelect;

export type ItemWithAssets = Prisma.ItemGetPayload<{ select: typeof itemAssetSelection }>;
type AssetRow = ItemWithAssets['assets'][number]['asset']['derived'][number];

/** A file as one item shows it: published with the item, or derived from such a file. */
export interface ItemAsset {
  item: Pick<ItemWithAssets, 'id' | 'orgId' | 'key' | 'datasetId'>;
  sensitive: boolean;
  role: AssetRole;
  filename: string | null;
  asset: AssetRow;
  processing: ItemWithAssets['assets'][number]['asset']['processing'];
}

/** Returns all files of an item, the published ones first. */
export function assetsOf(item: ItemWithAssets): ItemAsset[] {
  const published = item.assets.map(({ role, filename, asset }) => ({
    role,
    filename,
    asset,
    processing: asset.processing,
  }));
  const derived = item.assets.flatMap(({ asset }) =>
    asset.derived.map((made) => ({ role: made.sourceRole!, filename: null, asset: made, processing: [] })),
  );
  return [...published, ...derived].map((file) => ({ item, sensitive: item.dataset.sensitive, ...file }));
}

/** Returns the file in a role. A published file comes before a derived one. Null if there is none yet. */
export function assetInRole(item: ItemWithAssets, role: AssetRole): ItemAsset | null {
  return assetsOf(item).find((file) => file.role === role) ?? null;
}
