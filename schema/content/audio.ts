import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { fileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const AudioContent = builder.objectRef<ItemWithContent>('AudioContent').implement({
  description: 'Audio recording.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    rendition: t.field({
      type: Asset,
      nullable: true,
      description:
        'Copy of the sound that browsers play. Null unless somebody has requested one by `requestRendition`.',
      ...fileInRole('RENDITION'),
    }),
    transcript: t.field({
      type: Asset,
      nullable: true,
      description: 'Published transcript. Null if there is none.',
      ...fileInRole('TRANSCRIPT'),
    }),
    waveform: t.field({
      type: Asset,
      nullable: true,
      description: 'Peaks of the audio, as JSON. Null until they are made.',
      ...fileInRole('WAVEFORM'),
    }),
  }),
});
