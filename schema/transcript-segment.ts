import type { TranscriptSegment as SegmentRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';

export const TranscriptSegment = builder.objectRef<SegmentRow>('TranscriptSegment').implement({
  description: 'Something said at a time.',
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    ordinal: t.exposeInt('ordinal', { description: 'Its place in the transcript, from 0.' }),
    startSeconds: t.exposeFloat('startSeconds', { description: 'When it begins.' }),
    endSeconds: t.exposeFloat('endSeconds', { description: 'When it ends.' }),
    speaker: t.exposeString('speaker', {
      nullable: true,
      description: 'Who speaks; null when the transcript does not say.',
    }),
    text: t.exposeString('text', { description: 'What is said, as plain text.' }),
  }),
});
