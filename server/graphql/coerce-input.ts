import {
  coerceInputValue,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { cut, describeValue } from './describe-value.ts';
import { type InputPlace, type InputProblems, placeIn } from './input-problems.ts';
import { suggestionPrefix } from './suggestions.ts';

/**
 * Returns a JSON value coerced to an input type, by the rules of the GraphQL specification, section 3. Adds a problem
 * for each value that does not fit. Messages do not contain the whole value, because it can have any length.
 */
export function coerceInput(
  value: unknown,
  type: GraphQLInputType,
  place: InputPlace,
  problems: InputProblems,
): unknown {
  if (!problems.admits(place)) return undefined;
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (value == null) {
    if (isNonNullType(type)) problems.add(place, `must not be null; send a value of type ${String(type)}.`);
    return null;
  }
  if (isListType(nullable)) return coerceList(value, nullable.ofType, place, problems);
  if (isInputObjectType(nullable)) return coerceObject(value, nullable, place, problems);
  return coerceLeaf(value, nullable, place, problems);
}

function coerceList(value: unknown, itemType: GraphQLInputType, place: InputPlace, problems: InputProblems): unknown[] {
  // A single value is coerced to a list with one element.
  if (!Array.isArray(value)) return [coerceInput(value, itemType, place, problems)];
  const items: unknown[] = [];
  for (const [index, item] of value.entries()) {
    if (problems.isFull) break;
    items.push(coerceInput(item, itemType, placeIn(place, index), problems));
  }
  return items;
}

function coerceObject(
  value: unknown,
  type: GraphQLInputObjectType,
  place: InputPlace,
  problems: InputProblems,
): unknown {
  if (isReadByRule(type)) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(place, `must be an object of type ${type.name}, not ${describeValue(value)}.`);
    return undefined;
  }
  const fields = type.getFields();
  const coerced: Record<string, unknown> = {};
  // Does not create a list of the keys, because an object may have 50,000 unknown keys.
  for (const name in value) {
    if (problems.isFull) return undefined;
    if (!Object.hasOwn(fields, name)) {
      problems.add(
        place,
        `has the unknown field "${cut(name)}". The schema lists the fields of ${type.name}.${similarField(name, type)}`,
      );
    }
  }
  for (const field of Object.values(fields)) {
    const given = Object.hasOwn(value, field.name) ? (value as Record<string, unknown>)[field.name] : undefined;
    if (given !== undefined) {
      coerced[field.name] = coerceInput(given, field.type, placeIn(place, field.name), problems);
    } else if (field.defaultValue !== undefined) {
      coerced[field.name] = field.defaultValue;
    } else if (isNonNullType(field.type)) {
      problems.add(placeIn(place, field.name), requirement(field));
    }
  }
  if (type.isOneOf && (Object.keys(coerced).length !== 1 || Object.values(coerced).includes(null))) {
    problems.add(place, `must have exactly one of the fields of ${type.name}, and no null.`);
  }
  return coerced;
}

/**
 * Returns whether a rule of `domain/` reads the values of a type without coercion. The rule reports every problem with
 * its place, as it does for values in a file.
 */
function isReadByRule({ extensions }: GraphQLInputObjectType): boolean {
  return extensions['readByRule'] === true;
}

function requirement({ type }: GraphQLInputField): string {
  return `is required; send a value of type ${String(type)}.`;
}

function coerceLeaf(value: unknown, type: GraphQLLeafType, place: InputPlace, problems: InputProblems): unknown {
  if (isEnumType(type)) {
    const found = typeof value === 'string' ? type.getValue(value) : undefined;
    if (found) return found.value;
    const similar = typeof value === 'string' ? suggestionOf(() => type.parseValue(cut(value))) : '';
    problems.add(
      place,
      `must be a value of the enum ${type.name}, not ${describeValue(value)}. The schema lists the values.${similar}`,
    );
    return undefined;
  }
  const expected = scalarRules.get(type.name);
  try {
    const read: unknown = type.parseValue(value);
    if (read !== undefined) return read;
  } catch (error) {
    // Uses another message, because that of a built-in scalar contains the whole value.
    if (!expected) {
      problems.add(place, `is not valid. ${messageOf(error)}`);
      return undefined;
    }
  }
  problems.add(place, `must be ${expected ?? `a ${type.name}`}, not ${describeValue(value)}.`);
  return undefined;
}

/** Descriptions of the valid values of each built-in scalar. */
export const scalarRules: ReadonlyMap<string, string> = new Map([
  ['Int', 'a whole number between -2147483648 and 2147483647'],
  ['Float', 'a number'],
  ['String', 'a string'],
  ['Boolean', 'true or false'],
  ['ID', 'an id, which is a string'],
]);

function similarField(name: string, type: GraphQLInputObjectType): string {
  return suggestionOf(() =>
    coerceInputValue({ [cut(name)]: null }, type, (_path, _value, error) => {
      if (error.message.includes(suggestionPrefix)) throw error;
    }),
  );
}

/**
 * Returns the suggestion in a library's error, or an empty string. Another plugin removes it if the caller may not see
 * it.
 */
function suggestionOf(attempt: () => unknown): string {
  try {
    attempt();
    return '';
  } catch (error) {
    const message = messageOf(error);
    return message.includes(suggestionPrefix) ? message.slice(message.lastIndexOf(suggestionPrefix)) : '';
  }
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}
