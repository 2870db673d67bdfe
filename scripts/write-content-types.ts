import { writeFileSync } from 'node:fs';
import { matroskaCodecs, secondMeanings, soundAlone } from '#formats/content-type-of-file.ts';
import { extensionsOf, itemTypeOfContentType, textFileNames, unknownContentType } from '#formats/content-types.ts';
import { keysOf } from '#formats/keys-of.ts';
import { allowedContentTypes } from '#formats/manifest/content-type-fits.ts';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { nearManifestName } from '#formats/manifest/manifest-name.ts';
import { assetRoles, itemTypes } from '#formats/manifest/names.ts';
import { punctuation, typographic } from '#formats/natural-order.ts';
import { foldedLetters } from '#formats/text/fold-letter.ts';
import { transcriptExtensions } from '#formats/transcript-types.ts';

/** Writes the tables that the Python package and the command line share. Part of `npm run codegen`. */
const contentTypes = [...Object.keys(extensionsOf), unknownContentType];
const otherRoles = keysOf(assetRoles).filter((role) => role !== 'PRIMARY');
const tables = {
  extensions: Object.fromEntries(
    Object.entries(extensionsOf).flatMap(([type, extensions]) => extensions.split(' ').map((each) => [each, type])),
  ),
  textFileNames,
  itemTypes: Object.fromEntries(contentTypes.map((type) => [type, itemTypeOfContentType(type)])),
  transcriptExtensions,
  secondMeanings,
  soundAlone,
  matroskaCodecs,
  nearManifestName,
  itemTypeNames: itemTypes,
  allowedContentTypes: {
    ...Object.fromEntries(itemTypes.map((type) => [type, allowedContentTypes(type, 'PRIMARY')])),
    ...Object.fromEntries(otherRoles.map((role) => [role, allowedContentTypes('FILE', role)])),
  },
  longestKey: manifestLimits.keyByteSize,
  metadata: { byteSize: manifestLimits.metadataByteSize, depth: manifestLimits.metadataDepth },
  naturalOrder: { foldedLetters, punctuation, typographic },
};
writeFileSync('python/vitrine/folder/tables.json', `${JSON.stringify(tables, null, 1)}\n`);
