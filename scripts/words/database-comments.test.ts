import { expect, test } from 'vitest';
import { commentFaults } from './comment-faults.ts';
import { databaseComments } from './database-comments.ts';

test('faults of comments of a Prisma schema and of SQL are named with their lines', () => {
  const schema = 'model Item {\n  id String\n  /// What the title says; null for none.\n  title String?\n}\n';
  expect(commentFaults('a.prisma', databaseComments(schema))).toEqual([
    'a.prisma:3: write two sentences: What the title says; null for none.',
  ]);
  const sql = "-- Returns nothing to whoever asks.\n--   item    is read; is written\nSELECT ';';\n";
  expect(commentFaults('a.sql', databaseComments(sql))).toEqual([
    'a.sql:1: write the caller, client, worker or user: Returns nothing to whoever asks.',
  ]);
});
