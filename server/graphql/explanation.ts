import type { AnswerCode } from './answer-codes.ts';

/** A pattern of a library's message, the message that is sent instead, and its code if that is not `BAD_REQUEST`. */
export type Explanation = readonly [pattern: RegExp, write: (...groups: string[]) => string, code?: AnswerCode];
