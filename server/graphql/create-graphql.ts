import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { Forbidden, Unauthenticated } from '#domain/errors.ts';
import { schema } from '#schema/index.ts';
import { defaultCostLimit } from '../environment/default-cost-limit.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { CostBuckets } from '../spending/cost-buckets.ts';
import { answerByPlans } from './answer-by-plans.ts';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';
import { chargeCost } from './charge-cost.ts';
import { executeCoerced } from './execute-coerced.ts';
import { hideSuggestions } from './hide-suggestions.ts';
import { KeptDocuments } from './kept-documents.ts';
import { limitCost } from './limit-cost.ts';
import { limitDocuments } from './limit-documents.ts';
import { limitSubscriptions } from './limit-subscriptions.ts';
import { interruptResolvers, limitTime } from './limit-time.ts';
import { maskError } from './mask-error.ts';
import { measureOperations } from './measure-operations.ts';
import type { Documents } from './read-documents.ts';
import { refuseUnreadableStreams } from './refuse-unreadable-streams.ts';
import { type IntrospectionPolicy, restrictIntrospection } from './restrict-introspection.ts';
import { collectResultHooks, keepResultHooks } from './result-hooks.ts';
import { takeDocuments } from './take-documents.ts';

export interface GraphqlOptions {
  introspection?: IntrospectionPolicy;
  costLimit?: number;
  /** Buckets of points from which operations are paid. Without buckets, operations cost nothing. */
  buckets?: CostBuckets | null;
  /** Time limit of an operation. */
  executionMilliseconds?: number;
  /** Whether to use one SQL statement for operations that can be planned. If false, only the resolvers run. */
  plans?: boolean;
  /** Documents that clients may send by their hashes. */
  documents?: Documents;
  /** Whether all other documents are refused, so that clients can send only those of `documents`. */
  documentsOnly?: boolean;
  /** Limit of open subscriptions of one caller in this process. */
  maxSubscriptions?: number;
  metrics?: Metrics | null;
}

/** Creates the GraphQL endpoint. It checks the cost of a request before it executes any part of the request. */
export function createGraphql(options: GraphqlOptions = {}) {
  const {
    introspection = 'recognised',
    costLimit = defaultCostLimit,
    buckets = null,
    executionMilliseconds = 15_000,
    plans = true,
    documents = new Map(),
    documentsOnly = false,
    maxSubscriptions = 20,
    metrics = null,
  } = options;
  const results = collectResultHooks();
  const yoga = createYoga<ArrivingRequest, RequestContext>({
    schema,
    context: recognise,
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    // Turned off, because the HTTP server counts the bytes of a body while it receives them.
    maxRequestBodySize: false,
    maskedErrors: { maskError: (error) => error as Error },
    // Errors of documents that cannot be parsed are not cached, because each error contains the whole document.
    parserAndValidationCache: { documentCache: new KeptDocuments(), errorCache: keepNothing },
    plugins: [
      takeDocuments(documents, { only: documentsOnly }),
      refuseUnreadableStreams(),
      limitDocuments(),
      maxTokensPlugin({ n: 1_000 }),
      maxAliasesPlugin({ n: 15, allowList: [] }),
      maxDirectivesPlugin({ n: 8 }),
      maxDepthPlugin({ n: 15, flattenFragments: true, ignoreIntrospection: false }),
      limitCost(costLimit),
      noteExecution(),
      ...(buckets ? [chargeCost(buckets, costLimit)] : []),
      restrictIntrospection(introspection),
      limitSubscriptions(maxSubscriptions),
      answerOnlyWhatIsLogged(),
      hideSuggestions(introspection),
      maskErrors(),
      ...(metrics ? [measureOperations(metrics)] : []),
      executeCoerced(),
      interruptResolvers(),
      ...(plans ? [answerByPlans({ introspection, metrics })] : []),
      // Must be the last plugin that changes the execution, so that the time limit applies to every kind of execution.
      limitTime(executionMilliseconds),
      results.plugin,
    ],
  });
  return keepResultHooks(yoga, results.hooks);
}

const keepNothing = { get: () => undefined, set: () => {} };

/** Marks each request that is executed. Requests without the mark were refused. */
function noteExecution(): Plugin<RequestContext> {
  const note = ({ args: { contextValue } }: { args: { contextValue: RequestContext } }) => {
    contextValue.executed = true;
  };
  return { onExecute: note, onSubscribe: note };
}

/**
 * Writes the access log entries of a request before its response is sent. For a stream, writes them before each event
 * is sent.
 */
function answerOnlyWhatIsLogged(): Plugin<RequestContext> {
  return {
    onExecute: () => ({
      onExecuteDone: ({ args: { contextValue } }) => contextValue.accessLog.flush(contextValue.db),
    }),
    onSubscribe: ({ args: { contextValue } }) => ({
      onSubscribeResult: () => ({ onNext: () => contextValue.accessLog.flush(contextValue.db) }),
    }),
  };
}

/** Authenticates the caller. An invalid credential fails the whole request. */
async function recognise({ contextFor }: ArrivingRequest): Promise<RequestContext> {
  try {
    return await contextFor();
  } catch (error) {
    if (!(error instanceof Unauthenticated || error instanceof Forbidden)) throw error;
    const status = error instanceof Unauthenticated ? 401 : 403;
    throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status } } });
  }
}

/** Masks the errors of a response and of each event of a stream. */
function maskErrors(): Plugin<RequestContext, ArrivingRequest> {
  return {
    onSubscribe: ({ args: { contextValue } }) => ({
      onSubscribeResult: () => ({
        onNext({ result, setResult }) {
          if (result.errors)
            setResult({ ...result, errors: result.errors.map((error) => maskError(error, of(contextValue))) });
        },
      }),
      onSubscribeError: ({ error, setError }) => setError(maskError(error, of(contextValue))),
    }),
    onResultProcess(event) {
      const { result, serverContext } = event;
      if (Symbol.asyncIterator in result || Array.isArray(result) || !result.errors) return;
      event.setResult({ ...result, errors: result.errors.map((error) => maskError(error, of(serverContext))) });
    },
  };
}

function of({ logger, origin }: Pick<ArrivingRequest, 'logger' | 'origin'>) {
  return { logger, requestId: origin.requestId };
}
