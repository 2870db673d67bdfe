import {
  type GraphQLEnumType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { hole } from './holes.ts';
import { Unplannable } from './unplanned.ts';

/**
 * Returns SQL of the JSON text of an expression's value. The text is as `JSON.stringify` writes it, except for JSON
 * columns.
 */
export function jsonSql(type: GraphQLOutputType, sql: string): string {
  if (isNonNullType(type)) return presentJsonSql(type.ofType, sql);
  return `coalesce(${presentJsonSql(type, sql)}, 'null')`;
}

function presentJsonSql(type: GraphQLOutputType, sql: string): string {
  if (isScalarType(type)) return scalarJsonSql(type, sql);
  if (isEnumType(type) && isNamedByItsValues(type)) return `'"' || ${sql} || '"'`;
  if (isListType(type) && isNonNullType(type.ofType) && String(type.ofType.ofType) === 'String') {
    return `array_to_json(${sql})::text`;
  }
  throw new Unplannable({ kind: 'TYPE', type: String(type) });
}

function scalarJsonSql({ name }: GraphQLScalarType, sql: string): string {
  switch (name) {
    case 'String':
    case 'ID':
      return `to_json(${sql})::text`;
    case 'Int':
    case 'ByteCount':
    case 'Boolean':
    // JSON columns keep PostgreSQL's spaces, order of names and number of digits.
    case 'JSON':
      return `(${sql})::text`;
    case 'Float':
      return floatJsonSql(sql);
    case 'DateTime':
      return dateTimeJsonSql(sql);
    default:
      throw new Unplannable({ kind: 'TYPE', type: name });
  }
}

/**
 * Prints years of four digits as `toISOString` does. For other years the statement gives up, and the resolvers print
 * them. `to_json` is three times as fast as `to_char`, but omits zeros at the end. So one microsecond is added: all six
 * digits are printed, of which the first three are kept.
 */
function dateTimeJsonSql(sql: string): string {
  return (
    `CASE WHEN ${sql} >= '0001-01-02Z' AND ${sql} < '9999-12-31Z'` +
    ` THEN left(to_json(${sql} AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24) || 'Z"' ELSE (${sql}::text)::integer::text END`
  );
}

/**
 * Prints numbers in this range: JavaScript writes them with the same shortest digits and without an exponent. Other
 * numbers are left to JavaScript.
 */
function floatJsonSql(sql: string): string {
  return (
    `CASE WHEN ${sql} >= 1e-4 AND ${sql} < 1e15 THEN (${sql})::text` +
    ` WHEN ${sql} IS NOT NULL THEN ${hole('float', `(${sql})::text`)} END`
  );
}

function isNamedByItsValues(type: GraphQLEnumType): boolean {
  return type.getValues().every(({ name, value }) => name === value);
}

/**
 * Returns SQL of a global id. Type names and ids contain no backslash, so they can be cast to bytes. PostgreSQL breaks
 * base64 into lines of 76 characters, which is longer than most global ids.
 */
export function globalIdSql(typeName: string, idSql: string, isLong = false): string {
  const encoded = `encode(('${typeName}:' || ${idSql})::bytea, 'base64')`;
  return `'"' || ${isLong ? `translate(${encoded}, E'\\n', '')` : encoded} || '"'`;
}
