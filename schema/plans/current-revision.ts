import { readableRevisionSql } from '#domain/datasets/readable-revision.ts';
import { planRows } from '#plan/field-plan.ts';
import { columnsOf } from '#plan/write-rows.ts';
import { type DatasetRevision, Prisma } from '#prisma/client/client.ts';
import { revisionsByNumber } from '../numbered-revisions.ts';
import { rowByPlan } from './row-by-plan.ts';
import { rowsByPlan } from './rows-by-plan.ts';

const plan = planRows((dataset, { alias }) => {
  const self = alias('r');
  const { self: d } = dataset;
  return {
    row: { self, dataset: d! },
    from: (request) => {
      const { number } = readableRevisionSql(request.context.viewer, Prisma.raw(d!), null);
      return `FROM dataset_revision ${self} WHERE ${self}.org_id = ${d}.org_id AND ${self}.dataset_id = ${d}.id AND ${self}.number = ${request.sql(number)}`;
    },
  };
});

/** `Dataset.revision`: the revision that the viewer reads. */
export const currentRevision = {
  plan,
  resolve: rowByPlan<DatasetRevision, object>('DatasetRevision', plan, (revision, related, context) =>
    revisionsByNumber(context, related).load(revision),
  ),
};

/** Loads the revision that the viewer reads of each dataset. */
export const currentRevisions = rowsByPlan<DatasetRevision, object>({ plan, columns: columnsOf('DatasetRevision') });
