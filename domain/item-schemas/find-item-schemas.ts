import type { Db } from '#database/databases.ts';
import type { ItemSchema } from '#prisma/client/client.ts';

/** Returns the current metadata schemas of an organization, at most one per item type. */
export function findItemSchemas(db: Db, orgId: string): Promise<ItemSchema[]> {
  return db.itemSchema.findMany({
    where: { orgId },
    orderBy: [{ type: 'asc' }, { version: 'desc' }],
    distinct: ['type'],
  });
}
