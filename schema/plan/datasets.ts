import type { Prisma } from '#prisma/client/client.ts';
import type { FoundRows, PlanRequest } from './plan.ts';
import { whereSql } from './where-sql.ts';

/** The one dataset for which a filter holds, the membership rule in it. */
export function datasetWhere(self: string, where: (request: PlanRequest) => Prisma.DatasetWhereInput): FoundRows {
  return {
    row: { self },
    from: (request) => `FROM dataset ${self} WHERE ${whereSql(request, 'Dataset', self, where(request))} LIMIT 1`,
  };
}
