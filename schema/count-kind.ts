import type { CountKind as CountKindName } from '#domain/count-kind.ts';
import { builder } from './builder.ts';

export const CountKind = builder.enumType('CountKind', {
  description: 'Precision of a count.',
  values: {
    EXACT: { description: 'Exact count.' },
    ESTIMATE: { description: 'Estimate from a sample.' },
    AT_LEAST: { description: 'Lower bound: counting stopped at this number.' },
  } satisfies Record<CountKindName, object>,
});
