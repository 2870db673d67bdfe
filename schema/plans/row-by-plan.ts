import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '#domain/context.ts';
import type { RowsPlan } from '#plan/field-plan.ts';
import { columnsOf } from '#plan/write-rows.ts';
import { relatedOf } from '../connection.ts';
import { type DatasetKey, rowsByPlan } from './rows-by-plan.ts';

type Related = ReturnType<typeof relatedOf>;

/**
 * Returns the resolver of a dataset's field whose plan reads one row of a model. If the request selects relations of
 * that row, `reload` reads it again with them.
 */
export function rowByPlan<Row extends object, Args extends object>(
  model: string,
  plan: RowsPlan<Args>,
  reload: (row: Row, related: Related, context: Context) => Promise<Row | null>,
) {
  const rows = rowsByPlan<Row, Args>({ plan, columns: columnsOf(model) });
  return async (dataset: DatasetKey, args: Args, context: Context, info: GraphQLResolveInfo): Promise<Row | null> => {
    const row = await rows(context, args).load(dataset);
    const related = relatedOf(context, info);
    return row && hasRelations(related) ? reload(row, related, context) : row;
  };
}

function hasRelations({ include }: { include?: object }): boolean {
  return Object.keys(include ?? {}).length > 0;
}
