import { followSession } from '#domain/ingest/follow-session.ts';
import { abortable } from './abortable.ts';
import { builder } from './builder.ts';
import { IngestSession } from './ingest-session.ts';

builder.subscriptionType({
  authScopes: { anyone: true },
  description: 'What can be followed, over server-sent events: POST with `Accept: text/event-stream`.',
});

builder.subscriptionField('ingestSession', (t) =>
  t.field({
    type: IngestSession,
    authScopes: { authenticated: true },
    description:
      'The states a session goes through, from the present one until it has ended; at most four a second. It ends when the viewer may no longer see it.',
    args: { id: t.arg.globalID({ required: true, for: IngestSession, description: 'The session.' }) },
    subscribe: (_root, { id }, context) => abortable((signal) => followSession(context, id.id, signal)),
    resolve: (session) => session,
  }),
);
