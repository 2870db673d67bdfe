import type { Context } from '#domain/context.ts';
import { Annotation } from './annotation.ts';
import { builder } from './builder.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { IngestSession } from './ingest-session.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

/** Returns the author of a row. Null for the holder of a share link, who sees no people. */
function authorOf(id: string | null, context: Context) {
  return id === null || context.viewer.kind === 'SHARE_LINK' ? null : usersById(context).load(id);
}

builder.prismaObjectField(DatasetRevision, 'author', (t) =>
  t.field({
    type: User,
    nullable: true,
    select: { authorId: true },
    description: 'Person who published the revision. Null if the account is gone, and for the holder of a share link.',
    resolve: ({ authorId }, _args, context) => authorOf(authorId, context),
  }),
);

builder.prismaObjectField(Annotation, 'author', (t) =>
  t.field({
    type: User,
    nullable: true,
    select: { authorId: true },
    description:
      'Reviewer who made the annotation. Null for annotations of the publisher, if the account is gone, and for the holder of a share link.',
    resolve: ({ authorId }, _args, context) => authorOf(authorId, context),
  }),
);

builder.prismaObjectField(IngestSession, 'author', (t) =>
  t.field({
    type: User,
    nullable: true,
    select: { userId: true },
    description: 'Person who opened the session, or for whom a token did. Null if the account is gone.',
    resolve: ({ userId }, _args, context) => authorOf(userId, context),
  }),
);
