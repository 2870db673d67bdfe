import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** A place in the arguments of a field where an id is expected. */
export interface IdPlace {
  /** Names of the arguments and fields that lead to the place, through input objects. */
  path: string[];
  /** The type whose ids the place takes. Null if it takes any id. */
  type: string | null;
}

type Argument = GraphQLArgument | GraphQLInputField;

/** Returns the places where the arguments of a field take an id, in nested input objects too. */
export function idPlaces(args: readonly Argument[], depth = 0): IdPlace[] {
  return args.flatMap((arg) => {
    const type = getNamedType(arg.type);
    if (type.name === 'ID') return [{ path: [arg.name], type: typeOfIds(arg) }];
    if (!isInputObjectType(type) || depth > 4) return [];
    return idPlaces(Object.values(type.getFields()), depth + 1).map((place) => ({
      ...place,
      path: [arg.name, ...place.path],
    }));
  });
}

/** Returns the type whose ids an argument takes, from its `for` option. */
function typeOfIds({ extensions }: Argument): string | null {
  const types = extensions['relayGlobalIDFor'] as { typename: string }[] | undefined;
  return types?.[0]?.typename ?? null;
}

/**
 * Returns arguments of a field: this id at one place, and all other required values. Other ids belong to the caller, so
 * that the request fails only because of the id at the place.
 */
export function argumentsWith(
  field: GraphQLField<unknown, unknown>,
  { path }: IdPlace,
  id: string,
  own: Readonly<Record<string, string>>,
) {
  return valuesOf(field.args, path, id, own);
}

function valuesOf(
  args: readonly Argument[],
  path: string[] | null,
  id: string,
  own: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const arg of args) {
    const here = path?.[0] === arg.name;
    if (!here && !isNonNullType(arg.type)) continue;
    values[arg.name] = valueOf(arg, arg.type, here ? path.slice(1) : null, id, own);
  }
  return values;
}

function valueOf(
  arg: Argument,
  type: GraphQLInputType,
  path: string[] | null,
  id: string,
  own: Readonly<Record<string, string>>,
): unknown {
  if (isNonNullType(type)) return valueOf(arg, type.ofType, path, id, own);
  if (isListType(type)) return [valueOf(arg, type.ofType, path, id, own)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const [first] = fields;
    if (!type.isOneOf || path || !first) return valuesOf(fields, path, id, own);
    return { [first.name]: valueOf(first, first.type, null, id, own) };
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  switch (type.name) {
    case 'ID':
      return path ? id : (own[typeOfIds(arg) ?? ''] ?? id);
    case 'Int':
    case 'Float':
    case 'ByteCount':
      return 1;
    case 'Boolean':
      return false;
    case 'DateTime':
      return '2026-01-01T00:00:00Z';
    case 'JSON':
      return {};
    default:
      return arg.name === 'slug' ? 'guessed' : 'a text';
  }
}

/** Returns `($input: SignInInput!, $first: Int)` and `(input: $input, first: $first)` for the given arguments. */
export function declarations(field: GraphQLField<unknown, unknown>, given: Record<string, unknown>) {
  const used = field.args.filter(({ name }) => name in given);
  if (used.length === 0) return { variables: '', passed: '' };
  return {
    variables: `(${used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})`,
    passed: `(${used.map(({ name }) => `${name}: $${name}`).join(', ')})`,
  };
}
