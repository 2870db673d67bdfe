import { decodeStorableText } from '../../media/decode-storable-text.ts';
import type { Step } from '../step.ts';

const mostByteSize = 1024 ** 2;

/** Makes a text searchable by its first megabyte. */
export const extractText: Step = {
  task: 'extractText',
  async run({ asset, file, db }) {
    const body = decodeStorableText(await file.beginning(mostByteSize));
    await db.assetText.upsert({
      where: { assetId: asset.id },
      create: { orgId: asset.orgId, assetId: asset.id, body },
      update: { body },
    });
  },
};
