import { newId } from '#domain/ids.ts';
import { hashSecret } from '#domain/secrets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import type { World } from '#tests/kit/world.ts';

/** A row in the response of a list. */
export type Node = Record<string, unknown>;

export const many = Array.from({ length: 8 }, (_, index) => index);
export const soon = () => new Date(Date.now() + 3_600_000);

export function sql({ databases }: World, text: string, ...values: unknown[]) {
  return databases.systemPool.query(text, values);
}

/** Returns the row id of a node. */
export function rowOf({ id }: Node): string {
  return Buffer.from(String(id), 'base64').toString().split(':')[1]!;
}

export async function seedSessions({ databases, lumen, birds, alice }: World) {
  await databases.system.ingestSession.createMany({
    data: many.map(() => ({
      id: newId(),
      orgId: lumen.id,
      datasetId: birds.id,
      mode: 'APPEND' as const,
      userId: alice.userId,
      expiresAt: soon(),
    })),
  });
}

export const sessionIds = new WeakMap<World, string>();

/** Returns the one session that all rows of sessions use. */
export async function theSession(made: World): Promise<{ orgId: string; sessionId: string }> {
  const { databases, lumen, birds, alice } = made;
  const known = sessionIds.get(made);
  if (known) return { orgId: lumen.id, sessionId: known };
  const id = newId();
  sessionIds.set(made, id);
  const data = { id, orgId: lumen.id, datasetId: birds.id, userId: alice.userId, mode: 'APPEND' as const };
  await databases.system.ingestSession.create({ data: { ...data, expiresAt: soon() } });
  return { orgId: lumen.id, sessionId: id };
}

export async function seedExports({ databases, lumen, birds, ada }: World) {
  await databases.system.datasetExport.createMany({
    data: many.map(() => ({
      id: newId(),
      orgId: lumen.id,
      datasetId: birds.id,
      revision: 1,
      format: 'NDJSON' as const,
      origin: 'https://vitrine.example',
      requestedBy: ada.userId,
      expiresAt: soon(),
    })),
  });
}

export async function seedTokens({ databases, lumen, ada }: World) {
  await databases.system.apiToken.createMany({
    data: many.map((index) => ({
      id: newId(),
      orgId: lumen.id,
      userId: ada.userId,
      name: `token ${index}`,
      secretHash: hashSecret(newId()),
      hint: 'xxxx',
      scopes: ['READ' as const],
      expiresAt: soon(),
    })),
  });
}

export async function seedBirds({ databases, birds }: World) {
  await databases.system.item.deleteMany({ where: { datasetId: birds.id } });
  await seedItems(
    databases.system,
    birds,
    many.map((index) => ({ key: `k${index}`, position: index + 1 })),
  );
}
