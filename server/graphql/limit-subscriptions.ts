import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { CallerSlots } from '../spending/caller-slots.ts';
import type { RequestContext } from './arriving-request.ts';

/**
 * Limits how many subscriptions a caller may have open in this process. A subscription that ends, or whose client
 * disconnects, no longer counts.
 */
export function limitSubscriptions(maxOpen: number): Plugin<RequestContext> {
  const slots = new CallerSlots(maxOpen);
  return {
    onSubscribe({ args: { contextValue }, subscribeFn, setSubscribeFn, setResultAndStopExecution }) {
      const free = slots.take(contextValue.viewer, contextValue.origin.address);
      if (!free) {
        setResultAndStopExecution({ errors: [refusal(maxOpen)] });
        return;
      }
      setSubscribeFn(async (args) => {
        let result: unknown;
        try {
          result = await subscribeFn(args);
        } catch (error) {
          free();
          throw error;
        }
        if (isAsyncIterable(result)) return whenEnded(result, free);
        free();
        return result;
      });
    },
  };
}

function refusal(maxOpen: number) {
  return new GraphQLError(
    `At most ${maxOpen} subscriptions may be open at once. Close one, then open this one again.`,
    {
      extensions: { code: 'LIMIT_EXCEEDED', limit: maxOpen, http: { status: 429 } },
    },
  );
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Returns the same events. Calls `ended` when they end, when they fail, or when the consumer stops reading. */
function whenEnded(events: AsyncIterable<unknown>, ended: () => void): AsyncIterableIterator<unknown> {
  const iterator = events[Symbol.asyncIterator]();
  return {
    async next() {
      try {
        const result = await iterator.next();
        if (result.done) ended();
        return result;
      } catch (error) {
        ended();
        throw error;
      }
    },
    async return() {
      ended();
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      ended();
      await iterator.throw?.(error);
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
