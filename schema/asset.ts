import { findAssets, itemAssetId } from '#domain/assets/find-asset.ts';
import type { ItemAsset } from '#domain/assets/item-asset.ts';
import { type FileProcessing, processingOfFileSql } from '#domain/assets/processing-of-file.ts';
import { type SignedFile, signAssetUrl } from '#domain/assets/sign-asset-url.ts';
import { signedUrlBounds } from '#domain/limits.ts';
import { type FileRendition, renditionOfFileSql } from '#domain/renditions/rendition-of-file.ts';
import type { Disposition, SignedUrl } from '#domain/storage.ts';
import { calledField, type FoundValues, type Needs, planRows, planValue, type Row } from '#plan/field-plan.ts';
import { AssetRole } from '#prisma/client/enums.ts';
import { builder } from './builder.ts';
import { AssetRoleEnum, ProcessingStateEnum } from './enums.ts';
import { ofBytes } from './plans/files.ts';
import { ProcessingTaskEnum, taskNameOf, taskNameSql } from './processing-task.ts';

const DispositionEnum = builder.enumType('Disposition', {
  description: 'Disposition of a file in a browser.',
  values: {
    INLINE: { description: 'Display of the file. Files that could run scripts are always downloaded.' },
    ATTACHMENT: { description: 'Download of the file.' },
  } satisfies Record<Disposition, object>,
});

/** Remaining lifetime of a new signed URL. The time of its signature is rounded down by up to half of the lifetime. */
export const signedUrlLife = `${signedUrlBounds.least / 2} to ${signedUrlBounds.most} seconds`;

export const SignedUrlType = builder.objectRef<SignedUrl>('SignedUrl').implement({
  description: 'URL that reads a file directly from the object store. It needs no other credential, and expires soon.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'URL for GET requests, with ranges. Do not store it: request a fresh one.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time from which the store refuses the URL.' }),
    expiresInSeconds: t.float({
      description: 'Time until it expires, in seconds, by the clock of the server. For clients whose clock is wrong.',
      resolve: ({ expiresAt }) => Math.max(0, (expiresAt.getTime() - Date.now()) / 1000),
    }),
  }),
});

const AssetProcessing = builder.objectRef<FileProcessing>('AssetProcessing').implement({
  description: 'State of one processing step of a file.',
  plan: { model: 'AssetProcessing' },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    task: t.field({
      type: ProcessingTaskEnum,
      description: 'Task that runs on the file.',
      plan: planValue(({ self }) => taskNameSql(`${self}.task`)),
      resolve: ({ task }) => taskNameOf(task),
    }),
    state: t.expose('state', { type: ProcessingStateEnum, description: 'State of the step.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        'Reason for people: why the step failed, what it left out, or why there is nothing to do. Null otherwise.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change of the state.' }),
  }),
});

const Rendition = builder.objectRef<FileRendition>('Rendition').implement({
  description: 'State of the copy of a film or sound that browsers play. `VideoContent.rendition` has the copy.',
  plan: { model: 'Rendition' },
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    state: t.expose('state', { type: ProcessingStateEnum, description: 'State of the copy.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Reason for people why the copy could not be made. Null otherwise.',
    }),
    progress: t.exposeFloat('progress', {
      nullable: true,
      description: 'Share that is done, from 0 to 1. Null while it is not known.',
    }),
  }),
});

interface SigningArguments {
  disposition: Disposition;
}

/** Returns a function that reads the columns that are needed to sign the URL of a file. */
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
  description: 'File of an item: published with it, or made from such a file. The bytes of an asset never change.',
  id: { resolve: itemAssetId },
  plan: { model: 'ItemAsset', id: ({ self, item }) => `${item}.id || '.' || ${self}.id` },
  loadManyWithoutCache: (ids, context) => findAssets(context, ids),
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'asset' in value && 'processing' in value,
  authScopes: ({ item }) => ({ member: item.orgId }),
  fields: (t) => ({
    role: t.expose('role', { type: AssetRoleEnum, description: 'Role of the file in its item.' }),
    filename: t.exposeString('filename', {
      nullable: true,
      description: 'Name under which the file was published. Null for files that the server made.',
    }),
    contentType: t.string({
      description: 'Media type of the file, such as `image/jpeg`.',
      ...ofBytes('contentType'),
    }),
    byteSize: t.field({ type: 'ByteCount', description: 'Size of the file, in bytes.', ...ofBytes('byteSize') }),
    sha256: t.string({
      description: 'SHA-256 of the bytes in lower-case hexadecimal, verified by the object store.',
      ...ofBytes('sha256'),
    }),
    width: t.int({
      nullable: true,
      description: 'Width in pixels, after rotation. Null until measured, and for files without pictures.',
      ...ofBytes('width'),
    }),
    height: t.int({
      nullable: true,
      description: 'Height in pixels, after rotation. Null until measured, and for files without pictures.',
      ...ofBytes('height'),
    }),
    durationSeconds: t.float({
      nullable: true,
      description: 'Duration of a recording, in seconds. Null until measured, and for other files.',
      ...ofBytes('durationSeconds'),
    }),
    codecs: t.stringList({
      nullable: true,
      description:
        'Codecs of the streams, as RFC 6381 names them, such as `avc1.64001f`. Other codecs stand with their plain name. Null until measured.',
      ...ofBytes('codecs'),
    }),
    frameRate: t.float({
      nullable: true,
      description: 'Frames per second of a video. Null until measured, and if the rate varies.',
      ...ofBytes('frameRate'),
    }),
    frameRateFraction: t.string({
      nullable: true,
      description:
        'Exact frames per second of a video, such as `24000/1001`. Null until the frames are counted, and if the rate varies.',
      ...ofBytes('frameRateFraction'),
    }),
    frameCount: t.int({
      nullable: true,
      description: 'Number of frames of a video. Null until they are counted.',
      ...ofBytes('frameCount'),
    }),
    hasVariableFrameRate: t.boolean({
      nullable: true,
      description:
        'Whether the frames of a video are unevenly spaced. `VideoContent.frameTimes` then has the start of each. Null until the frames are counted.',
      ...ofBytes('hasVariableFrameRate'),
    }),
    pageCount: t.int({
      nullable: true,
      description: 'Number of pages of a document or TIFF. Null until measured.',
      ...ofBytes('pageCount'),
    }),
    thumbhash: t.string({
      nullable: true,
      description:
        'ThumbHash of a thumbnail, poster or preview, in Base64: a blurred picture of about 25 bytes, to show until the file has loaded. Decode it with a library from https://evanw.github.io/thumbhash/. Null for other files, and until it is computed.',
      ...ofBytes('thumbhash'),
    }),
    derived: t.boolean({
      description: 'Whether the server made the file from a published one.',
      ...ofBytes('derived'),
    }),
    processing: t.field({
      type: [AssetProcessing],
      description:
        'Steps that make the file viewable, from the moment it is published. A file that needs none has one step in the state `NOT_APPLICABLE`. A file that the server made has none.',
      plan: planRows((file, { alias }) => {
        const self = alias('p');
        return { row: { self }, from: processingOfFileSql(file['self']!, self) };
      }),
      resolve: ({ processing }) => processing,
    }),
    renditionState: t.field({
      type: Rendition,
      nullable: true,
      description: 'State of the copy that browsers play. Null if nobody has requested one by `requestRendition`.',
      plan: planRows((file, { alias }) => {
        const self = alias('r');
        return { row: { self }, from: renditionOfFileSql(file['self']!, self) };
      }),
      resolve: ({ rendition }) => rendition,
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      description: `Fresh signed URL of the file, valid for ${signedUrlLife}. The access log records each one: \`THUMBNAIL_URL\` for a thumbnail or poster, \`ASSET_URL\` for any other file, \`DOWNLOAD\` for an attachment.`,
      args: {
        disposition: t.arg({
          type: DispositionEnum,
          defaultValue: 'INLINE',
          required: true,
          description: 'Disposition of the file in a browser. Default: `INLINE`.',
        }),
      },
      ...calledField(signedFileOf, (file, { disposition }: SigningArguments, context) =>
        signAssetUrl(context, file, disposition),
      ),
    }),
  }),
});
