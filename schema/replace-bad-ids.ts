import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { idOfNoRow } from './row-id.ts';

type Argument = GraphQLArgument | GraphQLInputField;
type Values = Record<string, unknown>;

/** Function that returns a value of a request in which invalid ids are replaced. */
type Reader = (value: unknown) => unknown;

const readers = new WeakMap<readonly GraphQLArgument[], ReadonlyMap<string, Reader>>();

/**
 * Replaces ids that are malformed or of another type by an id without a row. The result is then the same as for an
 * unknown id: `NotFound` in a union, or `null` for a node. Clients never see an error message of a library.
 */
export function replaceBadIds({ schema, parentType, fieldName }: GraphQLResolveInfo, given: object): object {
  const args = parentType.getFields()[fieldName]?.args ?? [];
  const known = readers.get(args) ?? readersOf(schema, args, 0);
  readers.set(args, known);
  return known.size === 0 ? given : readFields(known, given as Values);
}

function readFields(fields: ReadonlyMap<string, Reader>, given: Values): Values {
  const values = { ...given };
  for (const [name, read] of fields) if (values[name] != null) values[name] = read(values[name]);
  return values;
}

/**
 * Maximum nesting of input objects with ids. It ends the search in the types of filters, which contain themselves and
 * have no ids.
 */
const maxDepth = 3;

function readersOf(schema: GraphQLSchema, args: readonly Argument[], depth: number): ReadonlyMap<string, Reader> {
  return new Map(
    args.flatMap((argument): [string, Reader][] => {
      const read = readerOf(schema, argument, depth);
      return read ? [[argument.name, forEach(read)]] : [];
    }),
  );
}

function readerOf(schema: GraphQLSchema, { type, extensions }: Argument, depth: number): Reader | null {
  const named = getNamedType(type);
  if (isInputObjectType(named) && depth < maxDepth) {
    const fields = readersOf(schema, Object.values(named.getFields()), depth + 1);
    return fields.size === 0 ? null : (value) => readFields(fields, value as Values);
  }
  if (!extensions['isRelayGlobalID']) return null;
  const wanted = (extensions['relayGlobalIDFor'] as { typename: string }[] | undefined)?.map(
    ({ typename }) => typename,
  );
  const accepts = (typename: string) => wanted?.includes(typename) ?? isNode(schema, typename);
  const nothing = encodeGlobalID(wanted?.[0] ?? 'Dataset', idOfNoRow);
  return (value) => (isReadable(value, accepts) ? value : nothing);
}

function forEach(read: Reader): Reader {
  return (value) => (Array.isArray(value) ? value.map((one) => (one === null ? null : read(one))) : read(value));
}

const keyPattern = /^[\w.-]{1,200}$/;

function isReadable(id: unknown, accepts: (typename: string) => boolean): boolean {
  try {
    const { typename, id: key } = decodeGlobalID(String(id));
    return accepts(typename) && keyPattern.test(key);
  } catch {
    return false;
  }
}

function isNode(schema: GraphQLSchema, typename: string): boolean {
  const type = schema.getType(typename);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}
