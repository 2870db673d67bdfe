import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { fileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const AudioContent = builder.objectRef<ItemWithContent>('AudioContent').implement({
  description: 'Sound.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    transcript: t.field({
      type: Asset,
      nullable: true,
      description: 'The published transcript file; null when there is none.',
      ...fileInRole('TRANSCRIPT'),
    }),
    waveform: t.field({
      type: Asset,
      nullable: true,
      description: 'The peaks of the sound as JSON; null until they are made.',
      ...fileInRole('WAVEFORM'),
    }),
  }),
});
