import type { Explanation } from './explanation.ts';

const members = 'query, variables, operationName and extensions';

/** Explanations for the messages of GraphQL Yoga, and of the plugins that limit documents. */
export const mistakesInRequests: readonly Explanation[] = [
  [/^Must provide query string\.$/, () => 'Send the document as a string in the field `query`.'],
  [/^Syntax Error: Unexpected <EOF>\.$/, () => 'The document has no operation. Send one in the field `query`.'],
  [
    /^Expected "(.+)" param to be (?:empty or )?(a string|an object), but given (.+)\.$/,
    (member, expected, given) => `The field \`${member}\` must be ${expected}, not a value of type ${given}.`,
  ],
  [
    /^Unexpected parameter "(.+)" in the request body\.$/,
    (member) => `The request has the unknown field "${member}". Remove it. The fields are ${members}.`,
  ],
  [
    /^Could not determine what operation to execute\.$/,
    () => 'Send the name of one operation of the document as operationName.',
  ],
  [
    /^Can only perform a (.+) operation from a POST request\.$/,
    (operation) => `A ${operation} cannot be sent with GET. Use POST.`,
  ],
  [
    /^Syntax Error: Token limit of (\d+) exceeded\.$/,
    (limit) => `The document has more than ${limit} tokens. Send values as variables, or split the operation.`,
    'LIMIT_EXCEEDED',
  ],
  [
    /^Syntax Error: (Aliases|Directives) limit of (\d+) exceeded, found (\d+)\.$/,
    (what, limit, found) =>
      `The document has ${found} ${what.toLowerCase()}. The maximum is ${limit}. Split it into several operations.`,
    'LIMIT_EXCEEDED',
  ],
  [
    /^Syntax Error: Query depth limit of (\d+) exceeded, found (\d+)\.$/,
    (limit, found) =>
      `The fields of the document are nested ${found} levels deep. The maximum is ${limit}. Query the inner objects separately with \`node\`.`,
    'LIMIT_EXCEEDED',
  ],
];
