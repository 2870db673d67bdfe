import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { Forbidden, Unauthenticated } from '#domain/errors.ts';
import { schema } from '#schema/index.ts';
import { measureOperations } from '../metrics/measure-operations.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { CostBuckets } from '../spending/cost-buckets.ts';
import { answerByPlans } from './answer-by-plans.ts';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';
import { chargeCost } from './charge-cost.ts';
import { defaultCostLimit } from './cost.ts';
import { hideSuggestions } from './hide-suggestions.ts';
import { KeptDocuments } from './kept-documents.ts';
import { limitCost } from './limit-cost.ts';
import { limitDocuments } from './limit-documents.ts';
import { limitSubscriptions } from './limit-subscriptions.ts';
import { interruptResolvers, limitTime } from './limit-time.ts';
import { maskError } from './mask-error.ts';
import type { Documents } from './read-documents.ts';
import { refuseUnreadableStreams } from './refuse-unreadable-streams.ts';
import { type IntrospectionPolicy, restrictIntrospection } from './restrict-introspection.ts';
import { collectResultHooks, keepResultHooks } from './result-hooks.ts';
import { takeDocuments } from './take-documents.ts';

export interface GraphqlOptions {
  introspection?: IntrospectionPolicy;
  costLimit?: number;
  /** What callers pay from; without it nobody pays. */
  buckets?: CostBuckets | null;
  /** How long an operation may take. */
  executionMilliseconds?: number;
  /** Whether operations are answered by one SQL statement where they can be; else by the resolvers alone. */
  plans?: boolean;
  /** Documents that are taken by their hashes. */
  documents?: Documents;
  /** Whether no other documents are taken. */
  documentsOnly?: boolean;
  /** Subscriptions that one caller may have open at this process. */
  maxSubscriptions?: number;
  metrics?: Metrics | null;
}

/** The GraphQL endpoint. What a request may cost is limited before any of it is executed. */
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
    // The HTTP server counts the bytes of a body as they come in.
    maxRequestBodySize: false,
    maskedErrors: { maskError: (error) => error as Error },
    // The errors of a document that cannot be parsed are not kept: each holds the whole document.
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
      interruptResolvers(),
      ...(plans ? [answerByPlans()] : []),
      // Last, so that it ends whatever it is that executes.
      limitTime(executionMilliseconds),
      results.plugin,
    ],
  });
  return keepResultHooks(yoga, results.hooks);
}

const keepNothing = { get: () => undefined, set: () => {} };

/** Marks a request that is executed; every other one was refused. */
function noteExecution(): Plugin<RequestContext> {
  const note = ({ args: { contextValue } }: { args: { contextValue: RequestContext } }) => {
    contextValue.executed = true;
  };
  return { onExecute: note, onSubscribe: note };
}

/** Writes what a request has to leave in the access log before its answer leaves, or each event of a stream. */
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

/** Who asks. A credential that is no longer good fails the whole request. */
async function recognise({ contextFor }: ArrivingRequest): Promise<RequestContext> {
  try {
    return await contextFor();
  } catch (error) {
    if (!(error instanceof Unauthenticated || error instanceof Forbidden)) throw error;
    const status = error instanceof Unauthenticated ? 401 : 403;
    throw new GraphQLError(error.message, { originalError: error, extensions: { http: { status } } });
  }
}

/** Errors leave as callers should see them: those of an answer, and those of each event of a stream. */
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
