import type { Context } from '#domain/context.ts';
import { NotFound } from '#domain/errors.ts';
import { type RowsField, writeRows } from '#plan/write-rows.ts';
import { loaderPerArguments } from '../loader.ts';
import { planSettings } from '../plan-settings.ts';

/** Key of a dataset. */
export interface DatasetKey {
  orgId: string;
  id: string;
}

/**
 * Returns a loader that runs a plan for many datasets, in one statement. So the plan and the resolver of a field use
 * the same SQL. Rejects with `NotFound` for a revision that the viewer may not read.
 */
export function rowsByPlan<Value extends object, Args extends object>(field: Omit<RowsField<Args>, 'parent'>) {
  return loaderPerArguments<DatasetKey, Args, Value | null>(async (context: Context, datasets, args) => {
    const parents = {
      tenants: [...new Set(datasets.map(({ orgId }) => orgId))],
      ids: [...new Set(datasets.map(({ id }) => id))],
    };
    const { text, values } = writeRows({ ...field, parent: 'Dataset' }, parents, args, context, planSettings);
    const rows = await context.db.$queryRawUnsafe<FoundRow<Value>[]>(text, ...values);
    const byDataset = new Map(rows.map((row) => [row.parentId, row]));
    return datasets.map(({ id }) => {
      const row = byDataset.get(id);
      if (row && row.holds !== true) return new NotFound('revision');
      return row?.isFound ? row : null;
    });
  });
}

/** Row that the plan found for a dataset, or only the id of the dataset if the plan found none. */
type FoundRow<Value> = Value & { parentId: string; holds: boolean | null; isFound: true | null };
