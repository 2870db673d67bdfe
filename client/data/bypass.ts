import type { Exchange, Operation, OperationContext, OperationResult } from '@urql/core';
import { empty, filter, merge, pipe, type Source, share } from 'wonka';

/** Marks an operation whose answer some other store keeps. */
export const bypassingCache: Partial<OperationContext> = { bypassesCache: true, requestPolicy: 'network-only' };

/**
 * Sends mutations and marked queries past an exchange. The pages of a grid have a store of their own. A mutation would make
 * the cache repeat each query that shares a type with its result.
 */
export function bypass(exchange: Exchange): Exchange {
  const isMarked = ({ kind, context }: Operation) => kind === 'mutation' || context['bypassesCache'] === true;
  return (input) => (operations$) => {
    const shared$ = share(operations$);
    const marked$ = pipe(shared$, filter(isMarked));
    const unmarked$ = pipe(
      shared$,
      filter((operation) => !isMarked(operation)),
    );
    let around$: Source<OperationResult> = empty;
    const through = exchange({
      ...input,
      // Both ways meet behind the exchange, and part again in front of it: what lies beyond is one chain.
      forward(inner$) {
        const answers$ = share(input.forward(merge([inner$, marked$])));
        around$ = pipe(
          answers$,
          filter(({ operation }) => isMarked(operation)),
        );
        return pipe(
          answers$,
          filter(({ operation }) => !isMarked(operation)),
        );
      },
    });
    const through$ = through(unmarked$);
    return merge([through$, around$]);
  };
}
