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

/** Returns SQL for the JSON text of a value. The text is equal to that of `JSON.stringify`, except for JSON columns. */
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
    // JSON columns keep the white space, key order and number format of PostgreSQL.
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
 * Returns SQL for a date in the format of `toISOString`. For years without four digits, the statement fails, and the
 * resolvers execute the operation. `to_json` is three times as fast as `to_char`, but omits trailing zeros. So one
 * microsecond is added, and the first three of the six digits are kept.
 */
function dateTimeJsonSql(sql: string): string {
  return (
    `CASE WHEN ${sql} >= '0001-01-02Z' AND ${sql} < '9999-12-31Z'` +
    ` THEN left(to_json(${sql} AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24) || 'Z"' ELSE (${sql}::text)::integer::text END`
  );
}

/**
 * Returns SQL for the JSON text of a number. In this range, PostgreSQL and JavaScript print the same text: the shortest
 * digits, without an exponent. Outside of it, the number is printed by JavaScript.
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
 * Returns SQL for a global id. Type names and ids contain no backslash, so they can be cast to bytes. PostgreSQL adds
 * line breaks to base64 after 76 characters, but most global ids are shorter.
 */
export function globalIdSql(typeName: string, idSql: string, isLong = false): string {
  const encoded = `encode(('${typeName}:' || ${idSql})::bytea, 'base64')`;
  return `'"' || ${isLong ? `translate(${encoded}, E'\\n', '')` : encoded} || '"'`;
}
