import type { AssetRole } from '#prisma/client/enums.ts';

/**
 * Returns a `FROM` clause for the files of an item, the published ones first. Each row has the columns of `asset`, its
 * `role` and `filename`, and `made`. `made` is 1 for derived files.
 */
export function filesSql(item: string, alias: string, roles: readonly AssetRole[] = []): string {
  const inRole = (column: string) =>
    roles.length === 0 ? '' : `AND ${column} IN (${roles.map((role) => `'${role}'`).join(', ')})`;
  const bytes = `a.id, a.org_id, a.sha256, a.byte_size, a.content_type, a.object_key, a.width, a.height, a.duration_seconds, a.codecs, a.frame_rate, a.frame_rate_fraction, a.frame_count, a.has_variable_frame_rate, a.page_count, a.thumbhash, a.table_shape, a.created_at, a.source_id`;
  return `
    FROM (
      SELECT l.role AS published_role, l.ordinal, b.*
      FROM item_asset l CROSS JOIN LATERAL (
        SELECT 0 AS made, l.role AS role, l.filename AS filename, ${bytes} FROM asset a
        WHERE a.org_id = l.org_id AND a.id = l.asset_id ${inRole('l.role')}
        UNION ALL
        SELECT 1, a.source_role, NULL, ${bytes} FROM asset a
        WHERE a.org_id = l.org_id AND a.source_id = l.asset_id ${inRole('a.source_role')}
      ) b
      WHERE l.org_id = ${item}.org_id AND l.item_id = ${item}.id
    ) ${alias}
    ORDER BY ${roles.length > 0 ? `array_position(ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]::"AssetRole"[], ${alias}.role), ` : ''}${alias}.made, ${alias}.published_role, ${alias}.ordinal, ${alias}.role`;
}
