import { type FieldNode, type GraphQLNamedType, getNamedType, type SelectionSetNode } from 'graphql';
import { collectFields } from './collect-fields.ts';
import {
  asObject,
  type Compilation,
  objectParts,
  objectSql,
  requireField,
  scopeOf,
  selectionsOf,
} from './compilation.ts';
import type {
  ConnectionPlan,
  Piece,
  PlannedConnection,
  PlannedPage,
  PlanRequest,
  PlanScope,
  Row,
} from './field-plan.ts';
import { demanding, literal, mapPiece, write } from './piece.ts';
import { jsonSql } from './print-json.ts';
import { noPlan } from './unplanned.ts';

/** Function that returns SQL for the requested page. */
type OfPage = (page: PlannedPage, request: PlanRequest) => string;

/**
 * Compiles a connection to its JSON text. Reads the rows of the page once and writes them in the order of the list.
 * Reads one row more than the page if `pageInfo` is selected.
 */
export function compileConnection(
  compilation: Compilation,
  type: GraphQLNamedType,
  plan: ConnectionPlan,
  row: Row,
  scope: PlanScope,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const connection = plan.page(row, scope);
  const connectionType = asObject(type);
  compilation.guards.add(connectionType);
  const page = compilation.alias('page');
  // Columns of a row of the page: the JSON of its edge and of its node.
  const columns = new Map<string, Piece>();
  let asksForPageInfo = false;
  const textOf = objectOfPage(
    [...collectFields(compilation.document, connectionType, selectionSets)].map(([name, nodes]) => [
      name,
      compilePart(nodes),
    ]),
  );

  function compilePart(nodes: readonly FieldNode[]): OfPage {
    const fieldName = nodes[0]!.name.value;
    if (fieldName === '__typename') return () => literal(`"${connectionType.name}"`);
    const field = requireField(connectionType, fieldName);
    compilation.guards.add(field);
    if (fieldName === 'edges') {
      if (columns.has('edge')) throw noPlan(connectionType, fieldName);
      columns.set('edge', compileEdge(compilation, getNamedType(field.type), connection, selectionsOf(nodes)));
      return listOf('edge');
    }
    if (fieldName === 'nodes') {
      if (columns.has('node')) throw noPlan(connectionType, fieldName);
      columns.set('node', compileNodeOf(compilation, getNamedType(field.type), connection, selectionsOf(nodes)));
      return listOf('node');
    }
    if (fieldName === 'pageInfo') {
      asksForPageInfo = true;
      return compilePageInfo(compilation, getNamedType(field.type), page, selectionsOf(nodes));
    }
    const own = field.extensions.plan;
    if (own?.kind !== 'value') throw noPlan(connectionType, fieldName);
    const value = mapPiece(own.sql(connection.list, scopeOf(compilation, field, nodes[0]!, { plan, scope })), (sql) =>
      jsonSql(field.type, sql),
    );
    return (_page, request) => write(value, request);
  }

  function listOf(column: string): OfPage {
    return (asked) => `'[' || coalesce(string_agg(${page}.${column}, ','${inOrder(asked, page)}), '') || ']'`;
  }

  const { self } = connection.node;
  return (request) => {
    const asked = connection.page(request);
    const text = textOf(asked, request);
    if (!asksForPageInfo && columns.size === 0) return demanding(asked.demand, text);
    if (!asksForPageInfo && !asked.backward) {
      const written = [...columns].map(([name, json]) => `${write(json, request)} AS ${name}`);
      const walk = `SELECT ${self}.*, ${asked.cursor} AS cursor FROM (${asked.walk(asked.size)}) ${self}`;
      return demanding(
        asked.demand,
        `(SELECT ${text} FROM (SELECT ${written.join(', ')} FROM (${walk}) ${self}) ${page})`,
      );
    }
    const written = [...columns].map(
      ([name, json]) => `, CASE WHEN ${self}.place <= ${asked.size} THEN ${write(json, request)} END AS ${name}`,
    );
    return demanding(
      asked.demand,
      `(SELECT ${text} FROM (SELECT ${self}.place, ${self}.cursor${written.join('')} FROM (` +
        `SELECT ${self}.*, ${asked.cursor} AS cursor, row_number() OVER () AS place FROM (${asked.walk(asked.size + 1)}) ${self}` +
        `) ${self}) ${page} HAVING count(*) >= 0)`,
    );
  };
}

/**
 * Returns the ORDER BY clause of an aggregate. Backward pages are read in reverse order. All aggregates use the same
 * clause, so that PostgreSQL sorts only once.
 */
function inOrder({ backward }: PlannedPage, page: string): string {
  return backward ? ` ORDER BY ${page}.place DESC` : '';
}

function compileNodeOf(
  compilation: Compilation,
  type: GraphQLNamedType,
  { node: row }: PlannedConnection,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  return compilation.outermost(row, objectSql(compilation.fields(asObject(type), row, selectionSets)));
}

function compileEdge(
  compilation: Compilation,
  type: GraphQLNamedType,
  connection: PlannedConnection,
  selectionSets: readonly SelectionSetNode[],
): Piece {
  const edgeType = asObject(type);
  compilation.guards.add(edgeType);
  return objectSql(
    [...collectFields(compilation.document, edgeType, selectionSets)].map(([name, nodes]): [string, Piece] => {
      const fieldName = nodes[0]!.name.value;
      if (fieldName === '__typename') return [name, literal(`"${edgeType.name}"`)];
      const field = requireField(edgeType, fieldName);
      compilation.guards.add(field);
      if (fieldName === 'cursor') return [name, `'"' || ${connection.node['self']}.cursor || '"'`];
      if (fieldName !== 'node') throw noPlan(edgeType, fieldName);
      return [name, compileNodeOf(compilation, getNamedType(field.type), connection, selectionsOf(nodes))];
    }),
  );
}

/** Compiles `pageInfo` from the rows of a page. */
function compilePageInfo(
  compilation: Compilation,
  type: GraphQLNamedType,
  page: string,
  selectionSets: readonly SelectionSetNode[],
): OfPage {
  const infoType = asObject(type);
  compilation.guards.add(infoType);
  const cursorAt = (asked: PlannedPage, place: string) =>
    `coalesce('"' || (array_agg(${page}.cursor${inOrder(asked, page)}) FILTER (WHERE ${page}.place <= ${asked.size}))[${place}] || '"', 'null')`;
  const ahead = ({ size }: PlannedPage) => `(count(*) > ${size})::text`;
  const behind = (asked: PlannedPage) => `(${asked.behind()})::text`;
  const values: Record<string, (asked: PlannedPage) => string> = {
    __typename: () => literal(`"${infoType.name}"`),
    hasNextPage: (asked) => (asked.backward ? behind(asked) : ahead(asked)),
    hasPreviousPage: (asked) => (asked.backward ? ahead(asked) : behind(asked)),
    startCursor: (asked) => cursorAt(asked, '1'),
    endCursor: (asked) => cursorAt(asked, `least(count(*), ${asked.size})`),
  };
  return objectOfPage(
    [...collectFields(compilation.document, infoType, selectionSets)].map(([name, nodes]) => {
      const fieldName = nodes[0]!.name.value;
      if (fieldName !== '__typename') compilation.guards.add(requireField(infoType, fieldName));
      const value = values[fieldName];
      if (!value) throw noPlan(infoType, fieldName);
      return [name, value];
    }),
  );
}

/** Returns SQL for a JSON object whose values depend on the requested page. */
function objectOfPage(entries: readonly (readonly [string, OfPage])[]): OfPage {
  const parts = objectParts(entries);
  return (asked, request) => parts.map((part) => (typeof part === 'string' ? part : part(asked, request))).join('');
}
