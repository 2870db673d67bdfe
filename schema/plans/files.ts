import { filesSql } from '#domain/assets/files-sql.ts';
import { planRows } from '#plan/field-plan.ts';
import type { AssetRole } from '#prisma/client/enums.ts';

/*
 * Rows of an item's files: `self` has the columns of the bytes, the role and the filename. `item` and `dataset` are the
 * rows that the file belongs to.
 */

/** Plans all files of an item. */
export const planFiles = planRows((item, { alias }) => {
  const self = alias('f');
  return { row: { self, item: item['self']!, dataset: item['dataset']! }, from: filesSql(item['self']!, self) };
});

/** Plans the first file in one of these roles, in the order of the roles. */
export function planFileInRole(...roles: AssetRole[]) {
  return planRows((item, { alias }) => {
    const self = alias('f');
    const id = `${item['self']}.id`;
    const from = `${filesSql(item['self']!, self, roles)} LIMIT 1`;
    return { row: { self, item: item['self']!, dataset: item['dataset']! }, from, id };
  });
}
