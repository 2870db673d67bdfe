import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { isIncluded } from './is-included.ts';

/** Fragments and coerced variables of an operation. */
export interface OperationParts {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
}

/** Returns the fragments of a document by their names. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/** Returns how many times a connection is counted, which is the number of response names (aliases) of `totalCount`. */
export function selectedCounts({ selectionSet }: FieldNode, { fragments, variables }: OperationParts): number {
  const names = new Set<string>();
  const visited = new Set<string>();
  visit(selectionSet);
  return names.size;

  function visit(set: SelectionSetNode | undefined): void {
    for (const selection of set?.selections ?? []) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value === 'totalCount') names.add((selection.alias ?? selection.name).value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        visit(fragments.get(selection.name.value)?.selectionSet);
      }
    }
  }
}
