import { followSession } from '#domain/ingest/follow-session.ts';
import { abortable } from './abortable.ts';
import { builder } from './builder.ts';
import { IngestSession } from './ingest-session.ts';

builder.subscriptionType({
  authScopes: { anyone: true },
  description: 'Subscriptions over server-sent events: POST with `Accept: text/event-stream`.',
});

builder.subscriptionField('ingestSession', (t) =>
  t.field({
    type: IngestSession,
    authScopes: { authenticated: true },
    description:
      'States of a session, from the present one until it has ended, at most four per second. The stream ends if the viewer may no longer see it.',
    args: { id: t.arg.globalID({ required: true, for: IngestSession, description: 'Global id of the session.' }) },
    subscribe: (_root, { id }, context) => abortable((signal) => followSession(context, id.id, signal)),
    resolve: (session) => session,
  }),
);
