import { sweepIdempotencyKeys as sweep } from '#domain/idempotency.ts';
import { implement } from './kit.ts';

/** Deletes idempotency keys that are older than a day. */
export const sweepIdempotencyKeys = implement('sweepIdempotencyKeys', (_payload, { db }) => sweep(db));
