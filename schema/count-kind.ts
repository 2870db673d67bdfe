import type { CountKind as CountKindName } from '#domain/count-kind.ts';
import { builder } from './builder.ts';

export const CountKind = builder.enumType('CountKind', {
  description: 'How a count is meant.',
  values: {
    EXACT: { description: 'Exactly so many.' },
    ESTIMATE: { description: 'About so many, from a sample of the whole.' },
    AT_LEAST: { description: 'So many or more; counting stopped there.' },
  } satisfies Record<CountKindName, object>,
});
