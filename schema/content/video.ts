import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { fileInRole, ofFileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const VideoContent = builder.objectRef<ItemWithContent>('VideoContent').implement({
  description: 'Moving pictures, with or without sound.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    hasPicture: t.boolean({
      nullable: true,
      description: 'Whether the file has moving pictures; false for sound alone in a film format. Null until known.',
      ...ofFileInRole('PRIMARY', 'hasPicture'),
    }),
    poster: t.field({
      type: Asset,
      nullable: true,
      description: 'The picture shown before it plays; null until there is one.',
      ...fileInRole('POSTER'),
    }),
    transcript: t.field({
      type: Asset,
      nullable: true,
      description: 'The published transcript or captions file; null when there is none.',
      ...fileInRole('TRANSCRIPT'),
    }),
    waveform: t.field({
      type: Asset,
      nullable: true,
      description: 'The peaks of its sound as JSON; null until they are made, and for a silent film.',
      ...fileInRole('WAVEFORM'),
    }),
  }),
});
