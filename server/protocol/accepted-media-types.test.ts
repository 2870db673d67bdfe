import { expect, test } from 'vitest';
import { acceptedMediaTypes } from './accepted-media-types.ts';

test.each([
  ['application/json;q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
  ['application/json; q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
  ['application/json ; charset=utf-8 ; Q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
  ['application/json; q=0', null],
  ['application/json; charset=utf-8', 'application/json'],
  ['application/json; charset=latin1', null],
])('%s accepts %s', (accept, json) => {
  expect(acceptedMediaTypes({ headers: { accept } }).json).toBe(json);
});

test('a type that is refused by its quality is not accepted', () => {
  const accept = 'text/event-stream; q=0, multipart/mixed; q=0, application/json';
  expect(acceptedMediaTypes({ headers: { accept } })).toMatchObject({ eventStream: false, multipart: false });
});
