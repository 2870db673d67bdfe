import type { Exchange, Operation, OperationContext, OperationResult } from '@urql/core';
import { empty, filter, merge, pipe, type Source, share } from 'wonka';

/** Marks an operation whose result is kept in another store. */
export const bypassingCache: Partial<OperationContext> = { bypassesCache: true, requestPolicy: 'network-only' };

/**
 * Sends mutations and marked queries around an exchange. The pages of a grid have a separate store. After a mutation,
 * the cache would repeat each query that shares a type with its result.
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
      // Both paths join after the exchange and split again before it, because the rest of the chain exists only once.
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
