import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { anonymous } from '#domain/viewer.ts';
import { chargesOf } from '../spending/charges.ts';
import type { Balance, CostBuckets, Spending } from '../spending/cost-buckets.ts';
import type { ArrivingRequest, RequestContext } from './arriving-request.ts';

/** Points for a refused request, about as many as for a page of 20 items. */
const refusalPoints = 100;

/**
 * Charges the caller for an operation before it is executed. Each response has the remaining points in
 * `extensions.cost` and in the headers RateLimit and RateLimit-Policy. If the bucket is empty, the response has the
 * status 429, the code RATE_LIMITED and Retry-After.
 */
export function chargeCost(buckets: CostBuckets, operationLimit: number): Plugin<RequestContext, ArrivingRequest> {
  function charge(context: RequestContext) {
    const requested = Math.max(1, context.requested?.cost ?? 1);
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
    /** Charges a refused request to its address, because the caller is not authenticated yet. */
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

/**
 * Writes the headers of the IETF draft "RateLimit header fields for HTTP": `r` points are left, and after `t` seconds
 * the bucket is full.
 */
function announce({ setHeader }: Pick<RequestContext, 'setHeader'>, { capacity, remaining, restoredAt }: Balance) {
  const seconds = Math.max(0, Math.ceil((restoredAt.getTime() - Date.now()) / 1_000));
  setHeader?.('ratelimit-policy', `"cost";q=${capacity}`);
  setHeader?.('ratelimit', `"cost";r=${remaining};t=${seconds}`);
}

function refuse({ setHeader }: RequestContext, retryAfterSeconds: number, cost: object) {
  setHeader?.('retry-after', String(retryAfterSeconds));
  const extensions = { code: 'RATE_LIMITED', retryAfterSeconds, http: { status: 429 } };
  return {
    errors: [new GraphQLError(`Too many requests. Try again in ${retryAfterSeconds} s.`, { extensions })],
    extensions: { cost },
  };
}
