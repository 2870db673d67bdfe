import type { Db } from '#database/databases.ts';
import { Prisma } from '#prisma/client/client.ts';

/** A step of how PostgreSQL ran a statement. (EXPLAIN, FORMAT JSON.) */
export interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** The same database, which also notes how each statement was run. */
export function explaining(db: Db, roots: PlanNode[]): Db {
  return new Proxy(db, {
    get(target, name, receiver) {
      if (name !== '$queryRaw') return Reflect.get(target, name, receiver) as unknown;
      return async (first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
        const statement = 'raw' in first ? Prisma.sql(first, ...values) : first;
        const [row] = await target.$queryRaw<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>`
          EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`;
        roots.push(row!['QUERY PLAN'][0]!.Plan);
        return target.$queryRaw(statement);
      };
    },
  });
}

/** A step and all those below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** How many rows all steps together had in their hands. */
export function rowsRead(roots: readonly PlanNode[]): number {
  return roots
    .flatMap(nodesOf)
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
}
