import { findAssets, itemAssetId } from '#domain/assets/find-asset.ts';
import type { ItemAsset } from '#domain/assets/item-asset.ts';
import { signAssetUrl } from '#domain/assets/sign-asset-url.ts';
import type { SignedUrl } from '#domain/storage.ts';
import { builder } from './builder.ts';
import { AssetRoleEnum, ProcessingStateEnum } from './enums.ts';

export const DispositionEnum = builder.enumType('Disposition', {
  description: 'What a browser should do with a file it is sent.',
  values: {
    INLINE: { description: 'Show it, where that is safe; files that could run script are always downloaded.' },
    ATTACHMENT: { description: 'Download it.' },
  },
});

export const SignedUrlType = builder.objectRef<SignedUrl>('SignedUrl').implement({
  description:
    'An address by which a file is fetched straight from the object store, for a short while and by whoever holds it.',
  authScopes: { recognised: true },
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Fetch with GET; ranges are understood. Do not store it: ask again.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the store begins to refuse it.' }),
    expiresInSeconds: t.float({
      description: 'Seconds it has left by the clock of the server; for a client whose own clock is off.',
      resolve: ({ expiresAt }) => Math.max(0, (expiresAt.getTime() - Date.now()) / 1000),
    }),
  }),
});

const AssetProcessing = builder.objectRef<ItemAsset['processing'][number]>('AssetProcessing').implement({
  description: 'What a job is doing, or could not do, with a file.',
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    task: t.exposeString('task', { description: 'The job, such as `makeThumbnail`.' }),
    state: t.expose('state', { type: ProcessingStateEnum, description: 'How far it is.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it failed, for people.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the state last changed.' }),
  }),
});

export const Asset = builder.objectRef<ItemAsset>('Asset');
builder.node(Asset, {
  description:
    'A file of an item: published with it, or made from such a file. The bytes behind an asset never change.',
  id: { resolve: itemAssetId },
  loadManyWithoutCache: (ids, context) => findAssets(context, ids),
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'asset' in value && 'processing' in value,
  authScopes: ({ item }) => ({ member: item.orgId }),
  fields: (t) => ({
    role: t.expose('role', { type: AssetRoleEnum, description: 'What the file is to its item.' }),
    filename: t.exposeString('filename', {
      nullable: true,
      description: 'The name it was published under; null for what the server made.',
    }),
    contentType: t.string({
      description: 'Its media type, such as `image/jpeg`.',
      resolve: ({ asset }) => asset.contentType,
    }),
    byteSize: t.field({ type: 'ByteCount', description: 'Its size.', resolve: ({ asset }) => asset.byteSize }),
    sha256: t.string({
      description: 'The SHA-256 of its bytes, in lower-case hexadecimal, as the object store verified it.',
      resolve: ({ asset }) => asset.sha256,
    }),
    width: t.int({
      nullable: true,
      description: 'In pixels, upright; null until measured, and where it has none.',
      resolve: ({ asset }) => asset.width,
    }),
    height: t.int({
      nullable: true,
      description: 'In pixels, upright; null until measured, and where it has none.',
      resolve: ({ asset }) => asset.height,
    }),
    durationSeconds: t.float({
      nullable: true,
      description: 'How long it plays; null until measured, and where it does not.',
      resolve: ({ asset }) => asset.durationSeconds,
    }),
    derived: t.boolean({ description: 'Whether the server made it.', resolve: ({ asset }) => asset.sourceId !== null }),
    processing: t.field({
      type: [AssetProcessing],
      description: 'What jobs do with it.',
      resolve: ({ processing }) => processing,
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      description: 'A fresh address of its bytes, good for 60 to 300 s. Each one handed out stands in the access log.',
      args: {
        disposition: t.arg({
          type: DispositionEnum,
          defaultValue: 'INLINE',
          required: true,
          description: 'What a browser should do with it.',
        }),
      },
      resolve: (file, { disposition }, context) => signAssetUrl(context, file, disposition),
    }),
  }),
});
