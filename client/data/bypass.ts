import type { Exchange, Operation, OperationContext, OperationResult } from '@urql/core';
import { empty, filter, merge, pipe, type Source, share } from 'wonka';

/** Operation context for queries that skip the cache, because their results are kept in another store. */
export const bypassingCache: Partial<OperationContext> = { bypassesCache: true, requestPolicy: 'network-only' };

/**
 * Wraps a cache exchange so that mutations and marked queries skip it. Pages of a grid are kept in a separate store. A
 * mutation in the cache would repeat every query that has a type in common with its result.
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
      // Operations of both paths are merged into one stream, because the following exchanges exist only once. Their
      // results are split again.
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
