import { writeFileSync } from 'node:fs';
import { manifestSchema } from '#formats/manifest/manifest-schema.ts';

/** Writes the published JSON Schema of a manifest line. Part of `npm run codegen`. */
writeFileSync('docs/manifest.schema.json', `${JSON.stringify(manifestSchema, null, 2)}\n`);
