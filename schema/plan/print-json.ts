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
import { Unplannable } from './plan.ts';

/** An SQL expression as the JSON text that the type makes of its value: what `JSON.stringify` would write, but in columns of JSON. */
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
  throw new Unplannable(`A value of type ${String(type)}.`);
}

function scalarJsonSql({ name }: GraphQLScalarType, sql: string): string {
  switch (name) {
    case 'String':
    case 'ID':
      return `to_json(${sql})::text`;
    case 'Int':
    case 'ByteCount':
    case 'Boolean':
    // With PostgreSQL's spaces and order of names, and with all digits of a number.
    case 'JSON':
      return `(${sql})::text`;
    case 'Float':
      return floatJsonSql(sql);
    case 'DateTime':
      return dateTimeJsonSql(sql);
    default:
      throw new Unplannable(`A value of type ${name}.`);
  }
}

/**
 * Years of four digits, as `toISOString` writes them; others are left to it. `to_json` is three times as fast as `to_char`;
 * it leaves out zeros at the end, so that a microsecond more makes it write all six digits. The columns keep three.
 */
function dateTimeJsonSql(sql: string): string {
  return (
    `CASE WHEN ${sql} >= '0001-01-02Z' AND ${sql} < '9999-12-31Z'` +
    ` THEN left(to_json(${sql} AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24) || 'Z"' ELSE (${sql}::text)::integer::text END`
  );
}

/** Between these sizes JavaScript writes the same shortest digits, and without an exponent; the others are left to it. */
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
 * The text of a global id. Names of types and ids are plain text, without a backslash, which a cast takes as it is.
 * PostgreSQL breaks the lines of base64 after 76 characters, which is more than most ids have.
 */
export function globalIdSql(typeName: string, idSql: string, isLong = false): string {
  const encoded = `encode(('${typeName}:' || ${idSql})::bytea, 'base64')`;
  return `'"' || ${isLong ? `translate(${encoded}, E'\\n', '')` : encoded} || '"'`;
}
