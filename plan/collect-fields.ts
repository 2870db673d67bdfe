import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from './field-plan.ts';
import { Unplannable } from './unplanned.ts';

export interface Document {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Variables that `@skip` and `@include` use. */
  variables: Variables;
  /** Estimated memory of the plan for the fields collected so far. */
  bytes: number;
}

/** Measured memory of a field in a plan. */
const bytesPerField = 600;
const bytesPerCharacter = 2;

/**
 * Collects the selected fields of an object by response name, in the order of the response. (GraphQL specification,
 * section 6.3.2.)
 */
export function collectFields(
  document: Document,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selections: readonly SelectionNode[]) => {
    for (const selection of selections) {
      if (!isIncluded(document, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(document, selection.typeCondition?.name.value, type)) collect(selection.selectionSet.selections);
      } else {
        const fragment = document.fragments[selection.name.value];
        if (!fragment) throw new Unplannable({ kind: 'FIELD', field: `...${selection.name.value}` });
        if (visited.has(fragment.name.value)) continue;
        visited.add(fragment.name.value);
        if (applies(document, fragment.typeCondition.name.value, type)) collect(fragment.selectionSet.selections);
      }
    }
  };
  for (const { selections } of selectionSets) collect(selections);
  for (const name of fields.keys()) document.bytes += bytesPerField + bytesPerCharacter * name.length;
  return fields;
}

function isIncluded({ variables }: Document, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  const other = node.directives.find(({ name: { value } }) => value !== 'skip' && value !== 'include');
  if (other) throw new Unplannable({ kind: 'DIRECTIVE', directive: other.name.value });
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
}

function applies({ schema }: Document, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
