import type { Exchange, Operation, OperationContext } from '@urql/core';
import { filter, merge, pipe, share } from 'wonka';

/** Marks an operation whose answer some other store keeps. */
export const bypassingCache: Partial<OperationContext> = { bypassesCache: true, requestPolicy: 'network-only' };

/**
 * Leads marked operations around an exchange. The pages of a grid go around graphcache, which would build the set of all
 * earlier edges again for each page.
 */
export function bypass(exchange: Exchange): Exchange {
  const isMarked = (operation: Operation) => operation.context['bypassesCache'] === true;
  return (input) => {
    const through = exchange(input);
    return (operations$) => {
      const shared$ = share(operations$);
      const unmarked$ = pipe(
        shared$,
        filter((operation) => !isMarked(operation)),
      );
      return merge([through(unmarked$), input.forward(pipe(shared$, filter(isMarked)))]);
    };
  };
}
