import type { PlanRequest } from './field-plan.ts';
import { Unplannable } from './unplanned.ts';

/**
 * Returns a Prisma filter as an SQL condition. Access rules are defined once, as filters, which both plans and
 * resolvers use. Throws `Unplannable` for an unsupported filter.
 */
export function whereSql(request: PlanRequest, model: string, alias: string, where: object): string {
  const conditions: string[] = [];
  for (const [name, value] of Object.entries<unknown>({ ...where })) {
    if (value !== undefined) conditions.push(conditionSql(request, model, alias, name, value));
  }
  return allOf(conditions);
}

function conditionSql(request: PlanRequest, model: string, alias: string, name: string, value: unknown): string {
  if (name === 'AND' || name === 'OR') {
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    const conditions = parts.map((part) => whereSql(request, model, alias, asFilter(name, part)));
    return name === 'AND' ? allOf(conditions) : anyOf(conditions);
  }
  if (name === 'NOT') return `(${whereSql(request, model, alias, asFilter(name, value))}) IS NOT TRUE`;
  const field = request.models.field(model, name);
  if (!field) throw noSql(name);
  if (field.kind === 'object') return relationSql(request, model, alias, name, asFilter(name, value));
  return comparisonSql(request, `${alias}.${request.models.column(model, name)}`, value);
}

function relationSql(request: PlanRequest, model: string, alias: string, name: string, value: object): string {
  const { model: other, table, isList, pairs } = request.models.join(model, name);
  const there = `${alias}_${name}`;
  const { some, ...rest } = { some: undefined, ...value };
  if (isList !== (some !== undefined) || (isList && Object.keys(rest).length > 0)) throw noSql(name);
  const joined = pairs.map(([here, column]) => `${there}.${column} = ${alias}.${here}`);
  const condition = whereSql(request, other, there, some === undefined ? value : asFilter(name, some));
  return `EXISTS (SELECT FROM ${table} ${there} WHERE ${allOf([...joined, condition])})`;
}

const comparisons: Record<string, string> = { equals: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' };

function comparisonSql(request: PlanRequest, column: string, value: unknown): string {
  if (value === null) return `${column} IS NULL`;
  if (typeof value !== 'object' || value instanceof Date) return `${column} = ${request.bind(value)}`;
  return allOf(
    Object.entries(value).map(([operator, operand]) => {
      if (operator === 'not' && operand === null) return `${column} IS NOT NULL`;
      if (operator === 'in' && Array.isArray(operand)) {
        if (operand.length === 0) return 'FALSE';
        return `${column} IN (${operand.map((one) => request.bind(one)).join(', ')})`;
      }
      if (operator === 'contains' && typeof operand === 'string')
        return `strpos(${column}, ${request.bind(operand)}) > 0`;
      const comparison = comparisons[operator];
      if (!comparison || operand === null || operand === undefined) throw noSql(operator);
      return `${column} ${comparison} ${request.bind(operand)}`;
    }),
  );
}

function noSql(filter: string) {
  return new Unplannable({ kind: 'FILTER', filter });
}

/** Returns the value of a condition as a filter. An error contains the name of the condition, but not its value. */
function asFilter(name: string, value: unknown): object {
  if (typeof value !== 'object' || value === null) throw noSql(name);
  return value;
}

function allOf(conditions: readonly string[]): string {
  let all = '';
  let count = 0;
  for (const condition of conditions) {
    if (condition === 'TRUE') continue;
    all = count === 0 ? condition : `${all} AND ${condition}`;
    count += 1;
  }
  if (count === 0) return 'TRUE';
  return count === 1 ? all : `(${all})`;
}

function anyOf(conditions: readonly string[]): string {
  if (conditions.length === 0) return 'FALSE';
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(' OR ')})`;
}
