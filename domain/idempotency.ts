import { hash } from 'node:crypto';
import type { Db, Tx } from '#database/databases.ts';
import { canonicalJson } from '#formats/manifest/canonical-json.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import { IdempotencyConflict, InvalidInput } from './errors.ts';
import { newId } from './ids.ts';
import type { Viewer } from './viewer.ts';

/** Time after which a key is forgotten. The same key then creates a new row. */
const idempotencyHours = 24;

const maxKeyLength = 200;

/** Scope of a key: a kind of thing to create, in an organization, for a person. */
export interface IdempotentRequest {
  orgId: string;
  operation: string;
  /** 1 to 200 characters, chosen by the caller. Null creates each time. */
  idempotencyKey: string | null | undefined;
  /** All values that decide the result. The same key with another input is refused. */
  input: unknown;
}

/** Throws `InvalidInput` unless the key has 1 to 200 characters. */
export function requireIdempotencyKey(key: string): string {
  if (key !== '' && key.length <= maxKeyLength && isStorable(key)) return key;
  throw new InvalidInput(
    'idempotencyKey',
    `An idempotency key must have 1 to ${maxKeyLength} characters, without U+0000 and unpaired surrogates.`,
  );
}

/**
 * Creates a row once for each idempotency key of a person. A call with the key of an earlier one returns its row
 * through `replay`. Simultaneous calls wait for each other. Throws `IdempotencyConflict` if the input differs.
 *
 * `create` may return an existing row with another id. The key then stands for that row.
 */
export async function createOnce<Row extends { id: string }>(
  tx: Tx,
  viewer: Pick<Viewer, 'userId'>,
  { orgId, operation, idempotencyKey, input }: IdempotentRequest,
  { create, replay }: { create: (id: string) => Promise<Row>; replay: (id: string) => Promise<Row | null> },
): Promise<Row> {
  if (idempotencyKey == null) return create(newId());
  const key = requireIdempotencyKey(idempotencyKey);
  const scope = `${operation}:${viewer.userId}`;
  const inputHash = Buffer.from(hash('sha256', canonicalJson(JSON.parse(JSON.stringify(input))), 'buffer'));
  const id = newId();
  const taken = await tx.idempotencyKey.createMany({
    data: [{ orgId, scope, key, inputHash, answer: { id } }],
    skipDuplicates: true,
  });
  if (taken.count === 1) {
    const created = await create(id);
    if (created.id !== id) {
      const where = { orgId_scope_key: { orgId, scope, key } };
      await tx.idempotencyKey.update({ where, data: { answer: { id: created.id } } });
    }
    return created;
  }
  const earlier = await tx.idempotencyKey.findUniqueOrThrow({ where: { orgId_scope_key: { orgId, scope, key } } });
  if (!inputHash.equals(earlier.inputHash)) throw new IdempotencyConflict();
  const row = await replay((earlier.answer as { id: string }).id);
  if (!row)
    throw new IdempotencyConflict('The object that this idempotency key created no longer exists. Use a new key.');
  return row;
}

/** Deletes the keys of all organizations that are older than a day. */
export async function sweepIdempotencyKeys(system: Db): Promise<void> {
  const before = new Date(Date.now() - idempotencyHours * 3_600_000);
  await system.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
}
