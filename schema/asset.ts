import { findAssets, itemAssetId } from '#domain/assets/find-asset.ts';
import type { ItemAsset } from '#domain/assets/item-asset.ts';
import { type FileProcessing, processingOfFileSql } from '#domain/assets/processing-of-file.ts';
import { type SignedFile, signAssetUrl } from '#domain/assets/sign-asset-url.ts';
import type { Disposition, SignedUrl } from '#domain/storage.ts';
import { calledField, type FoundValues, type Needs, planRows, planValue, type Row } from '#plan/field-plan.ts';
import { AssetRole } from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { AssetRoleEnum, ProcessingStateEnum } from './enums.ts';
import { ofBytes } from './plans/files.ts';
import { ProcessingTaskEnum, taskNameOf, taskNameSql } from './processing-task.ts';

const DispositionEnum = builder.enumType('Disposition', {
  description: 'What a browser should do with a file it is sent.',
  values: {
    INLINE: { description: 'Show it, where that is safe; files that could run script are always downloaded.' },
    ATTACHMENT: { description: 'Download it.' },
  } satisfies Record<Disposition, object>,
});

export const SignedUrlType = builder.objectRef<SignedUrl>('SignedUrl').implement({
  description:
    'An address by which a file is fetched straight from the object store, for a short while and by whoever holds it.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    url: t.exposeString('url', { description: 'Fetch with GET; ranges are understood. Do not store it: ask again.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the store begins to refuse it.' }),
    expiresInSeconds: t.float({
      description: 'Seconds it has left by the clock of the server; for a client whose own clock is off.',
      resolve: ({ expiresAt }) => Math.max(0, (expiresAt.getTime() - Date.now()) / 1000),
    }),
  }),
});

const AssetProcessing = builder.objectRef<FileProcessing>('AssetProcessing').implement({
  description: 'What a job is doing, or could not do, with a file.',
  plan: { model: 'AssetProcessing' },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    task: t.field({
      type: ProcessingTaskEnum,
      description: 'Task that runs on the file.',
      plan: planValue(({ self }) => taskNameSql(`${self}.task`)),
      resolve: ({ task }) => taskNameOf(task),
    }),
    state: t.expose('state', { type: ProcessingStateEnum, description: 'How far it is.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why it failed, what it had to leave out, or why there is nothing to do, for people.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the state last changed.' }),
  }),
});

interface SigningArguments {
  disposition: Disposition;
}

/** Reads the columns from which the URL of a file is signed. */
function signedFileOf({ self, item, dataset }: Row, need: Needs): (found: FoundValues) => SignedFile {
  const orgId = need.text(`${item}.org_id`);
  const datasetId = need.text(`${item}.dataset_id`);
  const key = need.text(`${item}.key`);
  const id = need.text(`${self}.id`);
  const objectKey = need.text(`${self}.object_key`);
  const contentType = need.text(`${self}.content_type`);
  const role = need.oneOf(`${self}.role`, Object.values(AssetRole));
  const filename = need.textOrNull(`${self}.filename`);
  const sensitive = need.boolean(`${dataset}.sensitive`);
  return (found) => ({
    item: { orgId: orgId(found), datasetId: datasetId(found), key: key(found) },
    asset: { id: id(found), objectKey: objectKey(found), contentType: contentType(found) },
    role: role(found),
    filename: filename(found),
    sensitive: sensitive(found),
  });
}

export const Asset = builder.objectRef<ItemAsset>('Asset');
builder.node(Asset, {
  description:
    'A file of an item: published with it, or made from such a file. The bytes behind an asset never change.',
  id: { resolve: itemAssetId },
  plan: { model: 'ItemAsset', id: ({ self, item }) => `${item}.id || '.' || ${self}.id` },
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
      ...ofBytes('contentType'),
    }),
    byteSize: t.field({ type: 'ByteCount', description: 'Its size.', ...ofBytes('byteSize') }),
    sha256: t.string({
      description: 'The SHA-256 of its bytes, in lower-case hexadecimal, as the object store verified it.',
      ...ofBytes('sha256'),
    }),
    width: t.int({
      nullable: true,
      description: 'In pixels, upright; null until measured, and where it has none.',
      ...ofBytes('width'),
    }),
    height: t.int({
      nullable: true,
      description: 'In pixels, upright; null until measured, and where it has none.',
      ...ofBytes('height'),
    }),
    durationSeconds: t.float({
      nullable: true,
      description: 'How long it plays; null until measured, and where it does not.',
      ...ofBytes('durationSeconds'),
    }),
    codecs: t.stringList({
      nullable: true,
      description:
        'The codecs of its streams as RFC 6381 names them, such as `avc1.64001f` and `mp4a.40.2`; by the name of the codec where there is no such string. Null until known.',
      ...ofBytes('codecs'),
    }),
    frameRate: t.float({
      nullable: true,
      description: 'Frames a second of a film; null until known, and where it varies.',
      ...ofBytes('frameRate'),
    }),
    pageCount: t.int({
      nullable: true,
      description: 'How many pages a document or a TIFF has; null until known.',
      ...ofBytes('pageCount'),
    }),
    derived: t.boolean({
      description: 'Whether the server made it.',
      ...ofBytes('derived'),
    }),
    processing: t.field({
      type: [AssetProcessing],
      description:
        'The steps by which it is made viewable, from the moment it is published. A file that nothing is made of has one step that is NOT_APPLICABLE; a file that the server made has none.',
      plan: planRows((file, { alias }) => {
        const self = alias('p');
        return { row: { self }, from: processingOfFileSql(file['self']!, self) };
      }),
      resolve: ({ processing }) => processing,
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      description:
        'A fresh address of its bytes, good for 60 to 300 s. The access log records each one: `THUMBNAIL_URL` for a thumbnail or poster, `ASSET_URL` for any other file, `DOWNLOAD` for an attachment.',
      args: {
        disposition: t.arg({
          type: DispositionEnum,
          defaultValue: 'INLINE',
          required: true,
          description: 'What a browser should do with it.',
        }),
      },
      ...calledField(signedFileOf, (file, { disposition }: SigningArguments, context) =>
        signAssetUrl(context, file, disposition),
      ),
    }),
  }),
});
