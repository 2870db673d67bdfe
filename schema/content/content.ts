import { assetInRole, type ItemAsset, type ItemWithAssets, itemAssetSelection } from '#domain/assets/item-asset.ts';
import type { Row } from '#plan/field-plan.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { planFileInRole } from '../plans/files.ts';

/** The columns of an item that its content needs. */
export type ItemWithContent = ItemWithAssets & { type: ItemType };

export const contentSelection = { ...itemAssetSelection, type: true } as const;

/** Returns the file in a role that every item of this type has. Throws if it is missing. */
export function requireAsset(item: ItemWithContent, role: ItemAsset['role']): ItemAsset {
  const file = assetInRole(item, role);
  if (!file) throw new Error(`Item ${item.id} has no ${role} asset.`);
  return file;
}

export const ItemContent = builder.interfaceRef<ItemWithContent>('ItemContent').implement({
  description: 'What an item shows. The type of content follows the type of the item.',
  authScopes: ({ orgId }) => ({ member: orgId }),
  resolveType: ({ type }) => contentTypeName[type],
  fields: (t) => ({
    primary: t.field({
      type: Asset,
      description: 'The file that is the content.',
      plan: planFileInRole('PRIMARY'),
      resolve: (item) => requireAsset(item, 'PRIMARY'),
    }),
  }),
});

const contentTypeName = {
  IMAGE: 'ImageContent',
  VIDEO: 'VideoContent',
  AUDIO: 'AudioContent',
  TEXT: 'TextContent',
  DOCUMENT: 'DocumentContent',
  FILE: 'FileContent',
} satisfies Record<ItemType, string>;

/** Returns the SQL condition under which the item of a row has content of this GraphQL type. */
export function isContentOfType({ self }: Row, typeName: string): string {
  const [type] = Object.entries(contentTypeName).find(([, name]) => name === typeName) ?? [];
  return `${self}.type = '${type}'`;
}
