import { canonicalJson } from '#formats/manifest/canonical-json.ts';
import type { ItemSchema } from '#prisma/client/client.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { createOnce } from '../idempotency.ts';
import { compileItemSchema } from './compile-item-schema.ts';

export interface SetItemSchemaInput {
  orgId: string;
  type: ItemType;
  schema?: unknown;
  /**
   * Idempotency key, as described at `createOnce`. A repeated call returns the version that the first call created,
   * even if it is no longer current.
   */
  idempotencyKey?: string | null;
}

/**
 * Sets the metadata schema for one item type of an organization. It applies from the next publish on. Items that are
 * already published stay unchanged. Setting the current schema again creates no new version.
 */
export async function setItemSchema(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  { orgId, type, schema, idempotencyKey }: SetItemSchemaInput,
): Promise<ItemSchema> {
  requirePermission(viewer, 'ADMIN', orgId, 'organization');
  compileItemSchema(schema);
  return db.$transaction(async (tx) => {
    // Locks the organization, so that simultaneous calls get different version numbers.
    await tx.$queryRaw`SELECT 1 FROM organization WHERE id = ${orgId}::uuid FOR NO KEY UPDATE`;
    const request = { orgId, operation: 'setItemSchema', idempotencyKey, input: { type, schema } };
    return createOnce(tx, viewer, request, {
      create: async (id) => {
        const latest = await tx.itemSchema.findFirst({ where: { orgId, type }, orderBy: { version: 'desc' } });
        if (latest && canonicalJson(latest.schema) === canonicalJson(schema)) return latest;
        const version = (latest?.version ?? 0) + 1;
        const created = await tx.itemSchema.create({
          data: { id, orgId, type, version, schema: schema as object, createdBy: viewer.userId },
        });
        await accessLog.write(tx, { orgId, action: 'DATASET_CHANGE', detail: { itemSchema: type, version } });
        return created;
      },
      replay: (id) => tx.itemSchema.findFirst({ where: { orgId, id } }),
    });
  });
}
