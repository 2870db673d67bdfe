import { writeFileSync } from 'node:fs';
import { matroskaCodecs, secondMeanings, soundAlone } from '#formats/content-type-of-file.ts';
import { extensionsOf, itemTypeOfContentType, textFileNames, unknownContentType } from '#formats/content-types.ts';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { nearManifestName } from '#formats/manifest/manifest-name.ts';
import { punctuation, typographic } from '#formats/natural-order.ts';
import { foldedLetters } from '#formats/text/fold-letter.ts';
import { transcriptExtensions } from '#formats/transcript-types.ts';

/** Writes the tables that docs/examples/publish.py shares with the command line. Part of `npm run codegen`. */
const contentTypes = [...Object.keys(extensionsOf), unknownContentType];
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
  metadata: { byteSize: manifestLimits.metadataByteSize, depth: manifestLimits.metadataDepth },
  naturalOrder: { foldedLetters, punctuation, typographic },
};
writeFileSync('docs/examples/folder-tables.json', `${JSON.stringify(tables, null, 1)}\n`);
