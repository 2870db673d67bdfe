import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import {
  annotationMembers,
  assetMembers,
  itemMembers,
  pixelMembers,
  removeMember,
} from '#formats/manifest/manifest-schema.ts';
import { builder } from './builder.ts';
import { AnnotationKindEnum, AssetRoleEnum, ItemTypeEnum } from './enums.ts';
import { GeometryInput } from './geometry-input.ts';

/*
 * The structure of a manifest has one definition, `formats/manifest/manifest-schema.ts`. The descriptions come from
 * there, and `manifest-input.test.ts` compares the rest. Values in variables are not coerced: the checker of manifests
 * reads them as they were sent, and reports each problem by line and pointer.
 */

const ManifestAssetInput = builder.inputType('ManifestAssetInput', {
  description: 'Stored file of a manifest item, named by its SHA-256.',
  fields: (t) => ({
    role: t.field({ type: AssetRoleEnum, required: true, description: assetMembers.role.description }),
    sha256: t.string({ required: true, description: assetMembers.sha256.description }),
    contentType: t.string({ description: assetMembers.contentType.description }),
    filename: t.string({ description: assetMembers.filename.description }),
  }),
});

const PixelSizeInput = builder.inputType('PixelSizeInput', {
  description: 'Size of a picture in pixels.',
  fields: (t) => ({
    width: t.float({ required: true, description: pixelMembers.width.description }),
    height: t.float({ required: true, description: pixelMembers.height.description }),
  }),
});

const ManifestAnnotationInput = builder.inputType('ManifestAnnotationInput', {
  description: 'Annotation of the publisher in a manifest item.',
  fields: (t) => ({
    kind: t.field({ type: AnnotationKindEnum, required: true, description: annotationMembers.kind.description }),
    label: t.string({ required: true, description: annotationMembers.label.description }),
    confidence: t.float({ description: annotationMembers.confidence.description }),
    geometry: t.field({ type: GeometryInput, description: annotationMembers.geometry.description }),
    pixels: t.field({ type: PixelSizeInput, description: annotationMembers.pixels.description }),
  }),
});

const ManifestItemInput = builder.inputType('ManifestItemInput', {
  description:
    'Line of a manifest: an item of the next revision, or with `remove` a key to remove. `type` and `assets` are required unless `remove` is true. docs/manifest.schema.json has the rules. Each problem is an issue of ValidationFailed.',
  extensions: { readByRule: true },
  fields: (t) => ({
    key: t.string({ required: true, description: itemMembers.key.description }),
    type: t.field({ type: ItemTypeEnum, description: itemMembers.type.description }),
    title: t.string({ description: itemMembers.title.description }),
    tags: t.stringList({ description: itemMembers.tags.description }),
    metadata: t.field({ type: 'JSON', description: itemMembers.metadata.description }),
    createdAt: t.string({ description: itemMembers.createdAt.description }),
    assets: t.field({ type: [ManifestAssetInput], description: itemMembers.assets.description }),
    annotations: t.field({ type: [ManifestAnnotationInput], description: itemMembers.annotations.description }),
    remove: t.boolean({ description: removeMember.description }),
  }),
});

export const ManifestInput = builder.inputType('ManifestInput', {
  description: 'Manifest: items inline, or a file that was uploaded in the session.',
  isOneOf: true,
  fields: (t) => ({
    items: t.field({
      type: [ManifestItemInput],
      description: `Items inline, at most ${manifestLimits.inlineItems} by default: see \`IngestLimits.inlineItems\`. An empty list needs \`allowEmpty\`.`,
    }),
    sha256: t.string({
      description:
        'SHA-256 of an NDJSON file with one item a line, uploaded in this session as `application/x-ndjson`: 64 lower-case hexadecimal digits.',
    }),
  }),
});
