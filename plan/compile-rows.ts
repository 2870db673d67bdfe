import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Compilation, objectSql } from './compilation.ts';
import type { FoundRows, Piece, Row, RowsPlan } from './field-plan.ts';
import { demanding, giveUp, join, write } from './piece.ts';
import { Unplannable } from './unplanned.ts';

/** Compiles an object or a list of objects to its JSON text. */
export function compileRows(
  compilation: Compilation,
  type: GraphQLOutputType,
  plan: Pick<RowsPlan, 'when'>,
  found: FoundRows,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const text = compileFound(compilation, type, plan, found, selectionSets);
  const { demand } = found;
  return demand ? (request) => demanding(demand(request), write(text, request)) : text;
}

function compileFound(
  compilation: Compilation,
  type: GraphQLOutputType,
  plan: Pick<RowsPlan, 'when'>,
  { row, from, id }: FoundRows,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const json = compilation.outermost(row, compileConcrete(compilation, getNamedType(type), plan, row, selectionSets));
  if (from === null) return json;
  if (isListType(isNonNullType(type) ? type.ofType : type)) {
    const each = compilation.alias('each');
    return join(
      `(SELECT '[' || coalesce(string_agg(${each}.json, ','), '') || ']' FROM (SELECT `,
      json,
      ' AS json ',
      from,
      `) ${each})`,
    );
  }
  if (!isNonNullType(type)) return join('coalesce((SELECT ', json, ' ', from, `), 'null')`);
  if (!id) throw new Unplannable({ kind: 'TYPE', type: String(type) });
  return join('coalesce((SELECT ', json, ' ', from, `), ${giveUp(id)})`);
}

/** Compiles the JSON text of an object. For an interface, compiles each possible type. */
function compileConcrete(
  compilation: Compilation,
  type: GraphQLNamedType,
  { when }: Pick<RowsPlan, 'when'>,
  row: Row,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  if (isObjectType(type)) return objectSql(compilation.fields(type, row, selectionSets));
  if (!isInterfaceType(type) || !when) throw new Unplannable({ kind: 'TYPE', type: type.name });
  compilation.guards.add(type);
  const types = compilation.document.schema.getPossibleTypes(type);
  const shapes = new Map<string, Case[]>();
  compilation.alternatives(types, (concrete) => {
    const fields = compilation.fields(concrete, row, selectionSets);
    const shape = fields.map(([name]) => name).join();
    shapes.set(shape, [...(shapes.get(shape) ?? []), { condition: when(row, concrete.name), fields }]);
  });
  return caseSql(
    [...shapes.values()].map((cases) => ({
      condition: cases.map(({ condition }) => condition).join(' OR '),
      json: objectSql(cases[0]!.fields.map(([name], index) => [name, fieldOfCases(cases, index)])),
    })),
  );
}

interface Case {
  condition: string;
  fields: [string, Piece][];
}

/**
 * Returns the SQL of one field that several types select. It is a CASE over the types, unless all types have the same
 * SQL.
 */
function fieldOfCases(cases: readonly Case[], index: number): Piece {
  return caseSql(cases.map(({ condition, fields }) => ({ condition, json: fields[index]![1] })));
}

function caseSql(cases: readonly { condition: string; json: Piece }[]): Piece {
  const [first] = cases;
  if (!first) return `'null'`;
  if (typeof first.json === 'string' && cases.every(({ json }) => json === first.json)) return first.json;
  return join('(CASE', ...cases.flatMap(({ condition, json }) => [` WHEN ${condition} THEN `, json]), ' END)');
}
