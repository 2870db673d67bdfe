import { readAnnotationCursor } from '#domain/annotations/annotation-cursor.ts';
import { annotationsBehindSql, annotationWalkSql } from '#domain/annotations/find-annotations.ts';
import { seesReviews } from '#domain/annotations/reviews.ts';
import { plainCursorSql } from '#domain/paging/cursor.ts';
import { type PageArguments, readPage } from '#domain/paging/page.ts';
import { planConnection } from '#plan/field-plan.ts';
import { Prisma } from '#prisma/client/client.ts';

/** Plans `Item.annotations`: the walk of `findAnnotations`, for an item in the statement. */
export const planAnnotations = planConnection<PageArguments>((item, { args }) => ({
  node: { self: 'a' },
  list: item,
  page(request) {
    const page = readPage(args(request), request.context.limits);
    const cursor = page.cursor === null ? null : readAnnotationCursor(page.cursor, 'after');
    const row = Prisma.raw(item['self']!);
    const walk = { backward: page.backward, withReviews: seesReviews(request.context.viewer) };
    return {
      walk: (rows) => request.sql(annotationWalkSql(row, cursor, { rows, ...walk }, Prisma.sql`a.*`)),
      cursor: plainCursorSql(`'["annotations","' || a.id || '"]'`),
      size: page.size,
      backward: page.backward,
      behind: () => (cursor === null ? 'FALSE' : request.sql(annotationsBehindSql(row, cursor, walk))),
    };
  },
}));
