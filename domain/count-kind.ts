/** Precision of a count: exact, estimated from a sample, or a lower bound. */
export type CountKind = 'EXACT' | 'ESTIMATE' | 'AT_LEAST';
