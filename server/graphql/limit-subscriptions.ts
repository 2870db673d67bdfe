import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { chargesOf } from '../spending/charges.ts';
import type { RequestContext } from './arriving-request.ts';

/**
 * Limits how many subscriptions a caller may have open in this process. The caller is a user or one of the user's
 * tokens. Without an account, it is an address, by share link. A subscription that ends, or whose client disconnects,
 * no longer counts.
 */
export function limitSubscriptions(maxOpen: number): Plugin<RequestContext> {
  const open = new Map<string, number>();

  function close(caller: string) {
    const left = (open.get(caller) ?? 1) - 1;
    if (left > 0) open.set(caller, left);
    else open.delete(caller);
  }

  return {
    onSubscribe({ args: { contextValue }, subscribeFn, setSubscribeFn, setResultAndStopExecution }) {
      const [charge] = chargesOf(contextValue.viewer, contextValue.origin.address, 0);
      const caller = charge!.key;
      const count = open.get(caller) ?? 0;
      if (count >= maxOpen) {
        setResultAndStopExecution({ errors: [refusal(maxOpen)] });
        return;
      }
      open.set(caller, count + 1);
      setSubscribeFn(async (args) => {
        let result: unknown;
        try {
          result = await subscribeFn(args);
        } catch (error) {
          close(caller);
          throw error;
        }
        if (isAsyncIterable(result)) return whenEnded(result, () => close(caller));
        close(caller);
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

/** Returns the same events. Calls `end` once when they end, fail or are no longer read. */
function whenEnded(events: AsyncIterable<unknown>, end: () => void): AsyncIterableIterator<unknown> {
  const iterator = events[Symbol.asyncIterator]();
  let hasEnded = false;
  const ended = () => {
    if (!hasEnded) end();
    hasEnded = true;
  };
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
