import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { anonymous } from '#domain/viewer.ts';
import { chargesOf } from '../spending/charges.ts';
import type { Balance, CostBuckets, Spending } from '../spending/cost-buckets.ts';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';

/** Charged for a request that is refused: about as much as a page of 20 items. */
const refusalPoints = 100;

/**
 * Lets whoever asks pay for an operation before it is executed, and says with each answer what is left: in
 * `extensions.cost` and in the headers RateLimit and RateLimit-Policy. An empty bucket is answered with 429, the code
 * RATE_LIMITED and Retry-After.
 */
export function chargeCost(buckets: CostBuckets, operationLimit: number): Plugin<RequestContext, ArrivingRequest> {
  function charge(context: RequestContext) {
    const requested = Math.max(1, context.operationCost ?? 1);
    const spending = buckets.spend(chargesOf(context.viewer, context.origin.address, requested));
    return spending instanceof Promise
      ? spending.then((known) => settle(context, requested, known))
      : settle(context, requested, spending);
  }

  function settle(context: RequestContext, requested: number, spending: Spending) {
    announce(context, spending);
    const cost = { requested, limit: operationLimit, bucket: bucketOf(spending) };
    return { cost, refusal: spending.granted ? null : refuse(context, spending.retryAfterSeconds, cost) };
  }

  return {
    /** Charges a refused request to its address, because its caller is not authenticated yet. */
    onResultProcess({ serverContext }) {
      if (serverContext.executed) return;
      const [charge] = chargesOf(anonymous, serverContext.origin.address, refusalPoints);
      announce(serverContext, buckets.owe(charge!));
    },
    onExecute({ args: { contextValue }, setResultAndStopExecution }) {
      const proceed = ({ cost, refusal }: ReturnType<typeof settle>) => {
        if (refusal) setResultAndStopExecution(refusal);
        return {
          onExecuteDone({ result }: { result: object }) {
            if (Symbol.asyncIterator in result) return;
            const answer: { extensions?: object } = result;
            answer.extensions = { ...answer.extensions, cost };
          },
        };
      };
      const charged = charge(contextValue);
      return charged instanceof Promise ? charged.then(proceed) : proceed(charged);
    },
    onSubscribe({ args: { contextValue }, setResultAndStopExecution }) {
      const proceed = ({ refusal }: ReturnType<typeof settle>) => {
        if (refusal) setResultAndStopExecution(refusal);
      };
      const charged = charge(contextValue);
      return charged instanceof Promise ? charged.then(proceed) : proceed(charged);
    },
  };
}

function bucketOf({ capacity, remaining, restoredAt }: Balance) {
  return { capacity, remaining, restoredAt: restoredAt.toISOString() };
}

/** As the IETF draft "RateLimit header fields for HTTP" has it: `r` points are left, and `t` seconds until all are back. */
function announce({ setHeader }: Pick<RequestContext, 'setHeader'>, { capacity, remaining, restoredAt }: Balance) {
  const seconds = Math.max(0, Math.ceil((restoredAt.getTime() - Date.now()) / 1_000));
  setHeader?.('ratelimit-policy', `"cost";q=${capacity}`);
  setHeader?.('ratelimit', `"cost";r=${remaining};t=${seconds}`);
}

function refuse({ setHeader }: RequestContext, retryAfterSeconds: number, cost: object) {
  setHeader?.('retry-after', String(retryAfterSeconds));
  const extensions = { code: 'RATE_LIMITED', retryAfterSeconds, http: { status: 429 } };
  return {
    errors: [new GraphQLError(`Too much was asked for lately. Try again in ${retryAfterSeconds} s.`, { extensions })],
    extensions: { cost },
  };
}
