import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answerCodes } from '#server/graphql/answer-codes.ts';

// tests/mistakes tests each code.
test('the list of codes is the one that is documented', () => {
  const documented = readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm);
  expect(Object.fromEntries([...documented].map(([, code, when]) => [code, when]))).toEqual(answerCodes);
});
