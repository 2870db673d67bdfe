import { replaceText } from '#domain/text/replace-text.ts';
import { readPdfText } from '../../media/pdf/read-pdf-text.ts';
import type { Step } from '../step.ts';

const maxCharacters = 1_000_000;

/** Makes a PDF searchable by the text of its pages. */
export const extractPdfText: Step = {
  task: 'extractText',
  isQuick: false,
  async run({ asset, file, db, signal }) {
    const body = await readPdfText(await file.path(), maxCharacters, signal);
    await replaceText({ db }, asset, body);
  },
};
