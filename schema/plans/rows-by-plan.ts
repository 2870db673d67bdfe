import type { Context } from '#domain/context.ts';
import { NotFound } from '#domain/errors.ts';
import { type RowsField, writeRows } from '#plan/write-rows.ts';
import { loaderPerArguments } from '../loader.ts';
import { planSettings } from '../plan-settings.ts';

/** Key of a dataset whose fields are resolved. */
export interface DatasetKey {
  orgId: string;
  id: string;
}

/**
 * Returns a loader of the row that a plan finds for each dataset. So the plan and the resolver of a field have the same
 * SQL. Takes one statement. Rejects with `NotFound` for a revision that the viewer may not read.
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

/** A row that was found, or the key of a parent for which nothing was found. */
type FoundRow<Value> = Value & { parentId: string; holds: boolean | null; isFound: true | null };
