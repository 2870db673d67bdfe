import { blockFieldSuggestionsPlugin } from '@escape.tech/graphql-armor-block-field-suggestions';
import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Context } from '#domain/context.ts';
import { schema } from '#schema/index.ts';
import type { Logger } from '../logger.ts';
import { maskError } from './mask-error.ts';

/** A request's context, with what the server keeps beside the domain's. */
export interface RequestContext extends Context {
  logger: Logger;
}

/** The GraphQL endpoint. What a request may cost is limited before any of it is executed. */
export function createGraphql() {
  return createYoga<RequestContext>({
    schema,
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    // The HTTP server counts the bytes of a body as they come in.
    maxRequestBodySize: false,
    maskedErrors: { maskError: (error) => error as Error },
    plugins: [
      maxTokensPlugin({ n: 1_000 }),
      maxAliasesPlugin({ n: 15, allowList: [] }),
      maxDirectivesPlugin({ n: 8 }),
      maxDepthPlugin({ n: 15, flattenFragments: true, ignoreIntrospection: false }),
      blockFieldSuggestionsPlugin(),
      answerOnlyWhatIsLogged(),
      maskErrors(),
    ],
  });
}

/** Writes what a request has to leave in the access log before its answer leaves. */
function answerOnlyWhatIsLogged(): Plugin<RequestContext> {
  return {
    onExecute: () => ({
      onExecuteDone: async ({ args: { contextValue } }) => {
        await contextValue.accessLog.flush(contextValue.db);
      },
    }),
  };
}

function maskErrors(): Plugin<object, RequestContext> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Symbol.asyncIterator in result || Array.isArray(result) || !result.errors) return;
      const { logger, origin } = serverContext;
      setResult({ ...result, errors: result.errors.map((error) => maskError(error, { logger, ...origin })) });
    },
  };
}
