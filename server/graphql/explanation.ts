import type { AnswerCode } from './answer-codes.ts';

/** Pattern of a library's message, the message that replaces it, and its error code if that is not `BAD_REQUEST`. */
export type Explanation = readonly [pattern: RegExp, write: (...groups: string[]) => string, code?: AnswerCode];
