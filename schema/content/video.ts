import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { fileInRole, ofFileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const VideoContent = builder.objectRef<ItemWithContent>('VideoContent').implement({
  description: 'Moving pictures, with or without audio.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    hasPicture: t.boolean({
      nullable: true,
      description: 'Whether the file has moving pictures. False for audio in a video format. Null until known.',
      ...ofFileInRole('PRIMARY', 'hasPicture'),
    }),
    poster: t.field({
      type: Asset,
      nullable: true,
      description: 'Still picture shown before the video plays. Null until it is made.',
      ...fileInRole('POSTER'),
    }),
    storyboard: t.field({
      type: Asset,
      nullable: true,
      description:
        'Small pictures of the video in one WebP, for its timeline. With `storyboardCues` at most 1 MB. Null until they are made.',
      ...fileInRole('STORYBOARD'),
    }),
    storyboardCues: t.field({
      type: Asset,
      nullable: true,
      description:
        'WebVTT whose cues name a part of `storyboard` for each stretch of the film, such as `storyboard.webp#xywh=160,0,160,90`.',
      ...fileInRole('STORYBOARD_CUES'),
    }),
    rendition: t.field({
      type: Asset,
      nullable: true,
      description: 'Copy of the film that browsers play. Null unless somebody has requested one by `requestRendition`.',
      ...fileInRole('RENDITION'),
    }),
    transcript: t.field({
      type: Asset,
      nullable: true,
      description: 'Published transcript or captions. Null if there are none.',
      ...fileInRole('TRANSCRIPT'),
    }),
    waveform: t.field({
      type: Asset,
      nullable: true,
      description: 'Peaks of the audio, as JSON. Null until they are made, and for a video without audio.',
      ...fileInRole('WAVEFORM'),
    }),
    frameTimes: t.field({
      type: Asset,
      nullable: true,
      description:
        'Start of each frame as JSON, for a video whose frames are unevenly spaced or do not begin at 0. Null for other videos.',
      ...fileInRole('FRAME_TIMES'),
    }),
  }),
});
