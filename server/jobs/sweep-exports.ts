import { sweepExports as sweep } from '#domain/exports/sweep-exports.ts';
import { implement } from './kit.ts';

/** Removes expired exports, and those whose revision can no longer be read. */
export const sweepExports = implement('sweepExports', (_payload, { db, signal }) => sweep({ system: db }, signal));
