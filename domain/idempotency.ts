import { hash } from 'node:crypto';
import type { Db, Tx } from '#database/databases.ts';
import { canonicalJson } from '#formats/manifest/canonical-json.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import { IdempotencyConflict, InvalidInput } from './errors.ts';
import { newId } from './ids.ts';
import type { Viewer } from './viewer.ts';

/** Hours after which an idempotency key is deleted. A call with a deleted key creates a new row. */
const idempotencyHours = 24;

const maxKeyLength = 200;

/** Idempotency key with its scope. The scope is the operation, the organization and the person. */
export interface IdempotentRequest {
  orgId: string;
  operation: string;
  /** Key of 1 to 200 characters, chosen by the caller. Without a key, every call creates a row. */
  idempotencyKey: string | null | undefined;
  /** All values that determine the result. A call with the same key and a different input throws an error. */
  input: unknown;
}

/** Returns the key. Throws `InvalidInput` unless it has 1 to 200 characters that can be stored. */
export function requireIdempotencyKey(key: string): string {
  if (key !== '' && key.length <= maxKeyLength && isStorable(key)) return key;
  throw new InvalidInput(
    'idempotencyKey',
    `An idempotency key must have 1 to ${maxKeyLength} characters, without U+0000 and unpaired surrogates.`,
  );
}

/**
 * Creates a row, once for each idempotency key of a person. If an earlier call used the key, returns its row through
 * `replay`. Simultaneous calls wait for each other. Throws `IdempotencyConflict` if the input differs from that of the
 * earlier call.
 *
 * `create` may return an existing row with another id. Later calls with the key then return that row.
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

/** Deletes idempotency keys older than a day, in all organizations. */
export async function sweepIdempotencyKeys(system: Db): Promise<void> {
  const before = new Date(Date.now() - idempotencyHours * 3_600_000);
  await system.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
}
