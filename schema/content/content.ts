import type { ItemKey } from '#domain/assets/find-files.ts';
import type { Row } from '#plan/field-plan.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { requiredFileInRole } from '../plans/files.ts';

/** Columns of an item that are needed to resolve its content. */
export type ItemWithContent = ItemKey & { type: ItemType };

export const ItemContent = builder.interfaceRef<ItemWithContent>('ItemContent').implement({
  description: 'Content of an item. Its type follows the type of the item.',
  authScopes: ({ orgId }) => ({ member: orgId }),
  resolveType: ({ type }) => contentTypeName[type],
  fields: (t) => ({
    primary: t.field({
      type: Asset,
      description: 'File with the content.',
      ...requiredFileInRole('PRIMARY'),
    }),
  }),
});

const contentTypeName = {
  IMAGE: 'ImageContent',
  VIDEO: 'VideoContent',
  AUDIO: 'AudioContent',
  TEXT: 'TextContent',
  DOCUMENT: 'DocumentContent',
  TABLE: 'TableContent',
  FILE: 'FileContent',
} satisfies Record<ItemType, string>;

/** Returns the SQL condition that the content of an item has this GraphQL type. */
export function isContentOfType({ self }: Row, typeName: string): string {
  const [type] = Object.entries(contentTypeName).find(([, name]) => name === typeName) ?? [];
  return `${self}.type = '${type}'`;
}
