import { filesSql } from '#domain/assets/files-sql.ts';
import type { AssetRole } from '#prisma/client/enums.ts';
import { planRows } from './plan.ts';

/*
 * A file as an item shows it: `self` has the columns of its bytes, its role and its filename; `item` and `dataset` are
 * the rows it belongs to.
 */

/** All files of an item. */
export const planFiles = planRows((item, { alias }) => {
  const self = alias('f');
  return { row: { self, item: item['self']!, dataset: item['dataset']! }, from: filesSql(item['self']!, self) };
});

/** The first file in one of these roles, by the order of the roles. */
export function planFileInRole(...roles: AssetRole[]) {
  return planRows((item, { alias }) => {
    const self = alias('f');
    const id = `${item['self']}.id`;
    const from = `${filesSql(item['self']!, self, roles)} LIMIT 1`;
    return { row: { self, item: item['self']!, dataset: item['dataset']! }, from, id };
  });
}
