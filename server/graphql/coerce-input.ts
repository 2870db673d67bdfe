import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { cut, describeValue } from './describe-value.ts';
import type { InputPath, InputProblems } from './input-problems.ts';

const maxDepth = 50;

/**
 * Returns a JSON value as an input type takes it, by the rules of the GraphQL specification, section 3. Adds to `problems`
 * what does not fit. Never prints the value itself, because a caller decides how long that is.
 */
export function coerceInput(value: unknown, type: GraphQLInputType, path: InputPath, problems: InputProblems): unknown {
  if (problems.isFull) return undefined;
  if (path.length > maxDepth) {
    problems.add(path, `is nested too deeply; ${maxDepth} levels is the maximum.`);
    return undefined;
  }
  if (isNonNullType(type)) {
    if (value != null) return coerceInput(value, type.ofType, path, problems);
    problems.add(path, `must not be null; send a value of type ${String(type)}.`);
    return undefined;
  }
  if (value == null) return null;
  if (isListType(type)) return coerceList(value, type.ofType, path, problems);
  if (isInputObjectType(type)) return coerceObject(value, type, path, problems);
  return coerceLeaf(value, type, path, problems);
}

function coerceList(value: unknown, itemType: GraphQLInputType, path: InputPath, problems: InputProblems): unknown[] {
  // A single value counts as a list of one.
  if (!Array.isArray(value)) return [coerceInput(value, itemType, path, problems)];
  const items: unknown[] = [];
  for (const [index, item] of value.entries()) {
    if (problems.isFull) break;
    items.push(coerceInput(item, itemType, [...path, index], problems));
  }
  return items;
}

function coerceObject(value: unknown, type: GraphQLInputObjectType, path: InputPath, problems: InputProblems): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(path, `must be an object of type ${type.name}, not ${describeValue(value)}.`);
    return undefined;
  }
  const given = value as Record<string, unknown>;
  const fields = type.getFields();
  // Unknown fields come first, so that an object of thousands of them is refused before its known fields are read.
  for (const name of Object.keys(given)) {
    if (problems.isFull) return undefined;
    if (!Object.hasOwn(fields, name)) problems.add(path, `has no field "${cut(name)}"; its type is ${type.name}.`);
  }
  const coerced: Record<string, unknown> = {};
  for (const field of Object.values(fields)) {
    const fieldPath = [...path, field.name];
    if (given[field.name] !== undefined && Object.hasOwn(given, field.name)) {
      coerced[field.name] = coerceInput(given[field.name], field.type, fieldPath, problems);
    } else if (field.defaultValue !== undefined) {
      coerced[field.name] = field.defaultValue;
    } else if (isNonNullType(field.type)) {
      problems.add(fieldPath, `is required; send a value of type ${String(field.type)}.`);
    }
  }
  if (type.isOneOf && Object.values(coerced).filter((one) => one !== null).length !== 1) {
    problems.add(path, `must have exactly one of the fields of ${type.name}.`);
  }
  return coerced;
}

function coerceLeaf(value: unknown, type: GraphQLLeafType, path: InputPath, problems: InputProblems): unknown {
  if (isEnumType(type)) {
    const found = typeof value === 'string' ? type.getValue(value) : undefined;
    if (found) return found.value;
    problems.add(path, `must be a value of the enum ${type.name}, not ${describeValue(value)}.`);
    return undefined;
  }
  const expected = builtIn.get(type.name);
  try {
    const read: unknown = type.parseValue(value);
    if (read !== undefined) return read;
  } catch (error) {
    // The message of a built-in scalar prints the whole value.
    if (!expected && isErrorLike(error)) {
      problems.add(path, `does not fit: ${error.message}`);
      return undefined;
    }
  }
  problems.add(path, `must be ${expected ?? `a ${type.name}`}, not ${describeValue(value)}.`);
  return undefined;
}

const builtIn: ReadonlyMap<string, string> = new Map([
  ['Int', 'a whole number between -2147483648 and 2147483647'],
  ['Float', 'a number'],
  ['String', 'a string'],
  ['Boolean', 'true or false'],
  ['ID', 'an id, which is a string'],
]);

function isErrorLike(error: unknown): error is { message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
