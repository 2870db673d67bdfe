import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

test('agrees with the check value of the catalogue of CRCs', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

test('goes on where it stopped', () => {
  expect(crc32c(Buffer.from('56789'), crc32c(Buffer.from('1234')))).toBe(0xe3069283);
});
