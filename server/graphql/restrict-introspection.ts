import { type DocumentNode, GraphQLError, Kind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from './arriving-request.ts';

export type IntrospectionPolicy = 'everyone' | 'recognised' | 'nobody';

/** Shows the schema to the callers that the policy allows: everybody, authenticated callers, or nobody. */
export function restrictIntrospection(policy: IntrospectionPolicy): Plugin<RequestContext> {
  return {
    onExecute({ args: { document, contextValue }, setResultAndStopExecution }) {
      const allowed = policy === 'everyone' || (policy === 'recognised' && contextValue.viewer.kind !== 'ANONYMOUS');
      if (allowed || !asksForSchema(document)) return;
      const code = policy === 'nobody' ? 'FORBIDDEN' : 'UNAUTHENTICATED';
      const message =
        policy === 'nobody'
          ? 'This server does not show its schema.'
          : 'Sign in, or send a valid token, to see the schema.';
      setResultAndStopExecution({ errors: [new GraphQLError(message, { extensions: { code } })] });
    },
  };
}

const known = new WeakMap<DocumentNode, boolean>();

function asksForSchema(document: DocumentNode): boolean {
  const answer = known.get(document) ?? search(document);
  known.set(document, answer);
  return answer;
}

function search(document: DocumentNode): boolean {
  const names = (node: unknown): boolean => {
    if (typeof node !== 'object' || node === null) return false;
    if (Array.isArray(node)) return node.some(names);
    const { kind, name, selectionSet } = node as {
      kind?: string;
      name?: { value: string };
      selectionSet?: { selections: unknown[] };
    };
    return (
      (kind === Kind.FIELD && (name?.value === '__schema' || name?.value === '__type')) ||
      names(selectionSet?.selections ?? null)
    );
  };
  return document.definitions.some(names);
}
