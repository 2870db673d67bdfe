import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';
import type { IntrospectionPolicy } from './restrict-introspection.ts';
import { suggestionPrefix } from './suggestions.ts';

/**
 * Removes suggestions from errors, unless the caller may see the schema: "Did you mean …" reveals names of fields,
 * arguments and values. A request that is refused before authentication is authenticated for this decision.
 */
export function hideSuggestions(policy: IntrospectionPolicy): Plugin<RequestContext, ArrivingRequest> {
  return {
    async onResultProcess(payload) {
      const { result, serverContext } = payload;
      if (Symbol.asyncIterator in result || Array.isArray(result) || !result.errors?.some(hasSuggestion)) return;
      if (policy === 'everyone' || (policy === 'recognised' && (await isAuthenticated(serverContext)))) return;
      payload.setResult({ ...result, errors: result.errors.map(withoutSuggestion) });
    },
  };
}

function hasSuggestion({ message }: GraphQLError): boolean {
  return message.includes(suggestionPrefix);
}

async function isAuthenticated(request: ArrivingRequest & Partial<RequestContext>): Promise<boolean> {
  try {
    const { viewer } = request.viewer ? { viewer: request.viewer } : await request.contextFor();
    return viewer.kind !== 'ANONYMOUS';
  } catch {
    // A caller with an invalid credential may not see the schema. This failure adds no error to the response.
    return false;
  }
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  if (!hasSuggestion(error)) return error;
  const { nodes, source, positions, path, extensions, originalError } = error;
  const message = error.message.slice(0, error.message.indexOf(suggestionPrefix));
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions,
    // Removes the original error, because its message still contains the suggestion.
    originalError: originalError instanceof GraphQLError ? null : originalError,
  });
}
