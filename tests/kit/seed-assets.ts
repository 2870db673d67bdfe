import type { Db } from '#database/databases.ts';
import type { Dataset } from '#prisma/client/client.ts';

/** Adds a primary file without content to each item of a dataset, without the API. That is enough to sign its URL. */
export async function seedAssets(system: Db, { id, orgId }: Pick<Dataset, 'id' | 'orgId'>) {
  await system.$executeRaw`
    WITH made AS (
      INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at)
      SELECT gen_random_uuid(), org_id, encode(sha256(id::text::bytea), 'hex'), 3, 'image/jpeg',
             'org/' || org_id || '/' || gen_random_uuid(), now()
      FROM item WHERE dataset_id = ${id}::uuid AND org_id = ${orgId}::uuid
      RETURNING id, sha256)
    INSERT INTO item_asset (org_id, item_id, role, asset_id)
    SELECT item.org_id, item.id, 'PRIMARY', made.id
    FROM item JOIN made ON made.sha256 = encode(sha256(item.id::text::bytea), 'hex')`;
}
