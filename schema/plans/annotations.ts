import { readAnnotationCursor } from '#domain/annotations/annotation-cursor.ts';
import { annotationsBehindSql, annotationWalkSql } from '#domain/annotations/find-annotations.ts';
import { seesReviews } from '#domain/annotations/reviews.ts';
import { readableRevisionSql } from '#domain/datasets/readable-revision.ts';
import { visibleAtText } from '#domain/items/items-at.ts';
import { plainCursorSql } from '#domain/paging/cursor.ts';
import { type PageArguments, readPage } from '#domain/paging/page.ts';
import { planConnection, planRows } from '#plan/field-plan.ts';
import { Prisma } from '#prisma/client/client.ts';

/**
 * Plan of `Item.annotations`. Reads the same page as `findAnnotations`, as a part of the statement that reads the item.
 */
export const planAnnotations = planConnection<PageArguments>((item, { args }) => ({
  node: { self: 'a', dataset: item['dataset']! },
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

/** Plan of `Annotation.item`: the item with the annotation's key, at the revision that the viewer reads. */
export const planAnnotatedItem = planRows(({ self: a, dataset }) => ({
  row: { self: 'i', dataset: dataset! },
  from: (request) => {
    const at = request.sql(readableRevisionSql(request.context.viewer, Prisma.raw(dataset!), null).number);
    return `FROM item i WHERE i.org_id = ${a}.org_id AND i.dataset_id = ${a}.dataset_id
      AND i.key = ${a}.item_key AND ${visibleAtText('i', at)} LIMIT 1`;
  },
}));
