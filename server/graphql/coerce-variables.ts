import {
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  valueFromAST,
} from 'graphql';

import { coerceInput } from './coerce-input.ts';
import { InputProblems, placeIn } from './input-problems.ts';

/** Variables of an operation, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Coerced variables of an operation, or the reasons why they do not fit their types. */
export type CoercedVariables =
  | { variables: Variables; problems?: undefined }
  | { variables?: undefined; problems: InputProblems };

/**
 * Returns the variables of a request, coerced to the types of its operation. The work is linear in the size of the
 * variables, and stops at the first 50 problems.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions: definitions = [] }: OperationDefinitionNode,
  given: Variables,
): CoercedVariables {
  const variables: Record<string, unknown> = {};
  const problems = new InputProblems();
  for (const { variable, type: typeNode, defaultValue } of definitions) {
    const name = variable.name.value;
    const place = placeIn(null, name);
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) {
      problems.add(place, `must have an input type; ${print(typeNode)} is not one.`);
    } else if (Object.hasOwn(given, name)) {
      variables[name] = coerceInput(given[name], type, place, problems);
    } else if (defaultValue) {
      variables[name] = valueFromAST(defaultValue, type);
    } else if (typeNode.kind === Kind.NON_NULL_TYPE) {
      problems.add(place, `is required; send a value of type ${print(typeNode)}.`);
    }
    if (problems.isFull) break;
  }
  return problems.isEmpty ? { variables } : { problems };
}
