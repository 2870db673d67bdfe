import { replaceText } from '#domain/text/replace-text.ts';
import { decodeStorableText } from '../../media/decode-storable-text.ts';
import type { Step } from '../step.ts';

const maxByteSize = 1024 ** 2;

/** Makes a text file searchable by its first megabyte. */
export const extractText: Step = {
  task: 'extractText',
  isQuick: true,
  async run({ asset, file, db }) {
    const { text: body, note } = await decodeStorableText(await file.beginning(maxByteSize), asset.contentType);
    await replaceText({ db }, asset, body);
    return note;
  },
};
