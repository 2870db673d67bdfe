import { errorCodes } from '#schema/errors.ts';

/** Error codes that do not come from the rules of the domain. */
const codesOfRequests = {
  BAD_REQUEST: 'The request is not a GraphQL request, or its document does not fit the schema.',
  TIMEOUT: 'It took too long and was stopped.',
  PERSISTED_QUERY_NOT_FOUND: 'No document with this hash is registered on the server. Send the text of the document.',
  PERSISTED_QUERY_ONLY: 'The server accepts only registered documents.',
};

export type AnswerCode = keyof typeof errorCodes | keyof typeof codesOfRequests;

/** Every value of `extensions.code` of an error. docs/errors.md lists them for readers. */
export const answerCodes: Record<AnswerCode, string> = { ...errorCodes, ...codesOfRequests };

export function isAnswerCode(code: unknown): code is AnswerCode {
  return typeof code === 'string' && Object.hasOwn(answerCodes, code);
}
