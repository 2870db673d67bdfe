import type { TranscriptSegment as SegmentRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';

export const TranscriptSegment = builder.objectRef<SegmentRow>('TranscriptSegment').implement({
  description: 'Segment of a transcript: a text with its time.',
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    ordinal: t.exposeInt('ordinal', { description: 'Position of the segment in the transcript, from 0.' }),
    startSeconds: t.exposeFloat('startSeconds', {
      description: 'Start of the segment, in seconds from the start of the recording.',
    }),
    endSeconds: t.exposeFloat('endSeconds', { description: 'End of the segment, in seconds from the start.' }),
    speaker: t.exposeString('speaker', {
      nullable: true,
      description: 'Name of the speaker. Null if the transcript gives none.',
    }),
    text: t.exposeString('text', { description: 'Spoken words, as plain text.' }),
  }),
});
