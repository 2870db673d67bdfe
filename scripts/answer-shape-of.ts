import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { formOfField, formOfScalar } from '#sdk/api/answer-forms.ts';
import type { Fields, Shape } from '#sdk/api/answer-shape.ts';

type Named = GraphQLObjectType | GraphQLAbstractType;

/**
 * Returns the operation of a document, and the shape that its response must have. Null if the document has only
 * fragments.
 */
export function answerShapeOf(schema: GraphQLSchema, { definitions }: DocumentNode) {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as
    | OperationDefinitionNode
    | undefined;
  if (!operation) return null;
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
  const name = operation.name!.value;
  const root = schema.getRootType(operation.operation)!;
  return { name, shape: fieldsOf(operation.selectionSet, root, root) };

  /**
   * Returns the selected fields for a value of an object type. `written` is the type of the selection in the document.
   */
  function fieldsOf(selection: SelectionSetNode, type: GraphQLObjectType, written: Named): Fields {
    const fields: Record<string, Shape> = {};
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        const field = node.name.value;
        const key = node.alias?.value ?? field;
        if (field === '__typename') continue; // Checked where the type is told by it.
        fields[key] = shapeOf(type.getFields()[field]!.type, `${type.name}.${field}`, node.selectionSet);
        continue;
      }
      const { typeCondition, selectionSet } =
        node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)!;
      const on = typeCondition ? (schema.getType(typeCondition.name.value) as Named) : written;
      if (applies(on, type)) mergeFields(fields, fieldsOf(selectionSet, type, on));
    }
    return fields;
  }

  function shapeOf(type: GraphQLOutputType, coordinate: string, selection: SelectionSetNode | undefined): Shape {
    if (isNonNullType(type)) {
      const { nullable: _nullable, ...shape } = shapeOf(type.ofType, coordinate, selection);
      return shape;
    }
    if (isListType(type)) return { nullable: true, list: shapeOf(type.ofType, coordinate, selection) };
    const named = getNamedType(type);
    if (isObjectType(named)) return { nullable: true, fields: fieldsOf(selection!, named, named) };
    if (isAbstractType(named)) {
      const hasTypeName = selection!.selections.some(
        (node) => node.kind === Kind.FIELD && node.name.value === '__typename' && !node.alias,
      );
      if (!hasTypeName) throw new Error(`${name}: select __typename of ${coordinate}, so that its type can be told.`);
      const types = schema
        .getPossibleTypes(named)
        .map((each) => [each.name, fieldsOf(selection!, each, named)] as const);
      return { nullable: true, types: Object.fromEntries(types) };
    }
    if (isEnumType(named)) return { nullable: true, form: 'constant' };
    const form = formOfScalar[named.name] ?? formOfField[coordinate] ?? formOfField[coordinate.split('.')[1]!];
    if (!form) throw new Error(`${name}: give ${coordinate} a form in sdk/api/answer-forms.ts.`);
    return { nullable: true, form };
  }

  function applies(on: Named, type: GraphQLObjectType): boolean {
    return on === type || (isAbstractType(on) && schema.isSubType(on, type));
  }
}

/** Adds the fields of another selection of the same value. Throws if both select the same object. */
function mergeFields(fields: Record<string, Shape>, added: Fields): void {
  for (const [name, shape] of Object.entries(added)) {
    if (name in fields && !('form' in shape)) throw new Error(`Select the fields of ${name} in one place.`);
    fields[name] = shape;
  }
}
