import { readPdfText } from '../../media/pdf/read-pdf-text.ts';
import type { Step } from '../step.ts';

const mostCharacters = 1_000_000;

/** Makes a document searchable by the text of its pages. */
export const extractPdfText: Step = {
  task: 'extractText',
  async run({ asset, file, db, signal }) {
    const body = await readPdfText(await file.path(), mostCharacters, signal);
    await db.assetText.upsert({
      where: { assetId: asset.id },
      create: { orgId: asset.orgId, assetId: asset.id, body },
      update: { body },
    });
  },
};
