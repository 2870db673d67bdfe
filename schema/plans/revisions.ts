import { readableRevisionSql } from '#domain/datasets/readable-revision.ts';
import { type PlanRequest, planRows } from '#plan/field-plan.ts';
import { columnsOf } from '#plan/write-rows.ts';
import { type DatasetRevision, Prisma } from '#prisma/client/client.ts';
import { revisionsByNumber } from '../numbered-revisions.ts';
import { rowByPlan } from './row-by-plan.ts';
import { rowsByPlan } from './rows-by-plan.ts';

interface RevisionArguments {
  number?: number | null;
}

const plan = planRows<RevisionArguments>((dataset, { alias, args }) => {
  const self = alias('r');
  const { self: d } = dataset;
  return {
    row: { self, dataset: d! },
    from: (request) => {
      const { number: asked } = args(request);
      const ofDataset = `FROM dataset_revision ${self} WHERE ${self}.org_id = ${d}.org_id AND ${self}.dataset_id = ${d}.id`;
      if (asked != null) return `${ofDataset} AND ${self}.number = ${request.bind(asked)}${shownSql(request, self)}`;
      const { number } = readableRevisionSql(request.context.viewer, Prisma.raw(d!), null);
      return `${ofDataset} AND ${self}.number = ${request.sql(number)}`;
    },
  };
});

/** Plan and resolver of `Dataset.revision`: the revision with a number, or the revision that the viewer reads. */
export const numberedRevision = {
  plan,
  resolve: rowByPlan<DatasetRevision, RevisionArguments>('DatasetRevision', plan, (revision, related, context) =>
    revisionsByNumber(context, related).load(revision),
  ),
};

/** Loads the revision that the viewer reads, for each dataset. */
export const currentRevisions = rowsByPlan<DatasetRevision, RevisionArguments>({
  plan,
  columns: columnsOf('DatasetRevision'),
});

/** Plan of `Item.revision`: the revision in which this state of the item was published. */
export const planPublishingRevision = planRows((item, { alias }) => {
  const self = alias('r');
  const { self: i } = item;
  return {
    row: { self, dataset: item['dataset']! },
    from: (request) =>
      `FROM dataset_revision ${self} WHERE ${self}.org_id = ${i}.org_id AND ${self}.dataset_id = ${i}.dataset_id AND ${self}.number = ${i}.since_revision${shownSql(request, self)}`,
  };
});

/** Returns the condition that the viewer's link shows a revision. A link to one revision shows only that revision. */
function shownSql({ context, bind }: PlanRequest, self: string): string {
  const pinned = context.viewer.share?.revision;
  return pinned ? ` AND ${self}.number = ${bind(pinned)}` : '';
}
