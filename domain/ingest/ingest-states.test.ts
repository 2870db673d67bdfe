import { expect, test } from 'vitest';
import type { IngestState } from '#prisma/client/enums.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { endedStates, expiringStates } from './ingest-states.ts';

const lab = worldOfFile();

test.each([
  ['ingest_session_expiry_idx', expiringStates],
  ['ingest_session_unreleased_idx', endedStates],
])('%s has the sessions that the sweep looks for', async (name, states) => {
  const { rows } = await lab().databases.systemPool.query<{ states: IngestState[] }>(
    `SELECT ARRAY(SELECT state[1] FROM regexp_matches(pg_get_indexdef($1::regclass), '''(\\w+)''::"IngestState"', 'g') state)
       AS states`,
    [name],
  );
  expect(rows[0]?.states.toSorted((a, b) => a.localeCompare(b))).toEqual(states.toSorted((a, b) => a.localeCompare(b)));
});
