import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { explainFailure } from '../explain-failure.ts';
import { requireVersion } from './require-version.ts';

const postgres = (number: string, version: string) =>
  ({ query: async () => ({ rows: [{ number, version }] }) }) as unknown as Client;

test('a PostgreSQL that is too old is refused with a sentence', async () => {
  const error: unknown = await requireVersion(postgres('140011', '14.11 (Debian 14.11-1)')).catch((e: unknown) => e);
  expect(explainFailure(error)).toBe(
    'DATABASE_URL leads to PostgreSQL 14.11 (Debian 14.11-1). Vitrine needs PostgreSQL 15 or newer. Upgrade it, or set DATABASE_URL to a newer one.',
  );
  await expect(requireVersion(postgres('90624', '9.6.24'))).rejects.toThrow('PostgreSQL 9.6.24');
});

test.each([
  ['150000', '15.0'],
  ['180001', '18.1'],
])('PostgreSQL %s is accepted', async (number, version) => {
  await expect(requireVersion(postgres(number, version))).resolves.toBeUndefined();
});
