import type { ParquetParsers, SchemaElement, SchemaTree } from 'hyparquet';
import type { ColumnType, TableColumn } from './table-file.ts';

/** Returns the top-level columns of a Parquet file. Lists, maps and structs have the type NESTED. */
export function columnsOf(schema: SchemaTree): TableColumn[] {
  return schema.children.map(({ element, children }) => ({
    name: element.name,
    type: children.length > 0 || element.repetition_type === 'REPEATED' ? 'NESTED' : typeOf(element),
  }));
}

function typeOf({ type, logical_type: logical, converted_type: converted }: SchemaElement): ColumnType {
  switch (logical?.type ?? converted) {
    case 'DATE':
      return 'DATE';
    case 'TIME':
    case 'TIME_MILLIS':
    case 'TIME_MICROS':
      return 'TIME';
    case 'TIMESTAMP':
    case 'TIMESTAMP_MILLIS':
    case 'TIMESTAMP_MICROS':
      return 'TIMESTAMP';
    case 'DECIMAL':
    case 'FLOAT16':
      return 'NUMBER';
    case 'STRING':
    case 'UTF8':
    case 'ENUM':
    case 'UUID':
      return 'TEXT';
    case 'JSON':
    case 'BSON':
    case 'VARIANT':
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return 'NESTED';
    default:
      return typesOfStorage[type ?? 'BYTE_ARRAY'];
  }
}

const typesOfStorage: Record<NonNullable<SchemaElement['type']>, ColumnType> = {
  BOOLEAN: 'BOOLEAN',
  INT32: 'INTEGER',
  INT64: 'INTEGER',
  INT96: 'TIMESTAMP',
  FLOAT: 'NUMBER',
  DOUBLE: 'NUMBER',
  BYTE_ARRAY: 'BINARY',
  FIXED_LEN_BYTE_ARRAY: 'BINARY',
};

/** Parsers that convert stored values to cells. Times become strings, because a `Date` has no microseconds. */
export const parquetParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value) => timestampOf(value, 1_000n, 3),
  timestampFromMicroseconds: (value) => timestampOf(value, 1_000_000n, 6),
  timestampFromNanoseconds: (value) => timestampOf(value, 1_000_000_000n, 9),
  dateFromDays: (days) => dateOf(days) ?? String(days),
  jsonFromBytes(bytes) {
    if (!bytes) return undefined;
    const text = new TextDecoder().decode(bytes);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  },
};

function dateOf(days: number): string | null {
  const date = new Date(days * 86_400_000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, -14);
}

function timestampOf(value: bigint, unitsOfSecond: bigint, digits: number): string {
  const whole = value / unitsOfSecond;
  const rest = value % unitsOfSecond;
  const seconds = rest < 0n ? whole - 1n : whole;
  const fraction = (rest < 0n ? rest + unitsOfSecond : rest).toString().padStart(digits, '0').replace(/0+$/, '');
  const date = new Date(Number(seconds) * 1_000);
  if (Number.isNaN(date.getTime())) return String(value);
  return `${date.toISOString().slice(0, -5).replace('T', ' ')}${fraction && `.${fraction}`}`;
}
