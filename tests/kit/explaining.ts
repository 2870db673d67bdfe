import type { Db } from '#database/databases.ts';
import { Prisma } from '#prisma/client/client.ts';

/** Node of an execution plan of PostgreSQL. (EXPLAIN, FORMAT JSON.) */
export interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Returns a database client that also records the execution plan of each statement. */
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

/** Returns a node and all nodes below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Returns the number of rows that all nodes have read. */
export function rowsRead(roots: readonly PlanNode[]): number {
  return roots
    .flatMap(nodesOf)
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
}
