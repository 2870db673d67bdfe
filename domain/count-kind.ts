/** How exact a count is. */
export type CountKind = 'EXACT' | 'ESTIMATE' | 'AT_LEAST';
