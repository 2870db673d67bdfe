import { filesSql } from '#domain/assets/files-sql.ts';
import { findFiles, type ItemKey } from '#domain/assets/find-files.ts';
import { type FileBytes, fileColumns, type ItemAsset } from '#domain/assets/item-asset.ts';
import type { Context } from '#domain/context.ts';
import { planRows, planValue } from '#plan/field-plan.ts';
import type { AssetRole } from '#prisma/client/enums.ts';
import { loaderPerRequest } from '../loader.ts';

/*
 * Fields for the files of an item, each with its plan and its resolver. Both use `filesSql`. In a planned statement,
 * `self` is the row of the file, with its role and filename. `item` and `dataset` are the rows to which the file
 * belongs.
 */

const filesLoader = loaderPerRequest((context, items: readonly ItemKey[]) => findFiles(context, items));

/** Plan and resolver of all files of an item. */
export const allFiles = {
  plan: planRows((item, { alias }) => {
    const self = alias('f');
    return { row: { self, item: item['self']!, dataset: item['dataset']! }, from: filesSql(item['self']!, self) };
  }),
  resolve: (item: ItemKey, _args: object, context: Context) => filesLoader(context).load(item),
};

/**
 * Returns plan and resolver of the first file that has one of these roles, in the order of the roles. Null if none
 * exists yet.
 */
export function fileInRole(...roles: AssetRole[]) {
  return {
    plan: planFileInRole(roles),
    resolve: (item: ItemKey, _args: object, context: Context) => findInRole(item, roles, context),
  };
}

/** Returns plan and resolver of the file in a role that every item has. Throws if it is missing. */
export function requiredFileInRole(role: AssetRole) {
  return {
    plan: planFileInRole([role]),
    resolve: async (item: ItemKey, _args: object, context: Context) => {
      const file = await findInRole(item, [role], context);
      if (!file) throw new Error(`Item ${item.id} has no ${role} asset.`);
      return file;
    },
  };
}

/** Returns plan and resolver of a property of the file in a role. Null if the item has no such file. */
export function ofFileInRole<Name extends keyof FileBytes>(role: AssetRole, name: Name) {
  return {
    plan: planValue((item, { alias }) => {
      const file = alias('f');
      return `(SELECT ${fileColumns[name](file)} ${filesSql(item['self']!, file, [role])} LIMIT 1)`;
    }),
    resolve: async (item: ItemKey, _args: object, context: Context) =>
      (await findInRole(item, [role], context))?.asset[name] ?? null,
  };
}

/** Returns plan and resolver of a list property of the file in a role. The list is empty if it is not known. */
export function listOfFileInRole<Name extends 'columns'>(role: AssetRole, name: Name) {
  return {
    plan: planRows((item, { alias }) => {
      const file = alias('f');
      const list = alias('l');
      const value = alias('v');
      const found = `SELECT ${fileColumns[name](file)} AS list ${filesSql(item['self']!, file, [role])} LIMIT 1`;
      return {
        row: { self: `${value}.value` },
        from: `FROM (${found}) ${list}, jsonb_array_elements(${list}.list) WITH ORDINALITY ${value} ORDER BY ${value}.ordinality`,
      };
    }),
    resolve: async (item: ItemKey, _args: object, context: Context) =>
      (await findInRole(item, [role], context))?.asset[name] ?? [],
  };
}

/** Returns plan and resolver of a property of a file's bytes. */
export function ofBytes<Name extends keyof FileBytes>(name: Name) {
  return {
    plan: planValue(({ self }) => fileColumns[name](self!)),
    resolve: ({ asset }: ItemAsset) => asset[name],
  };
}

function planFileInRole(roles: readonly AssetRole[]) {
  return planRows((item, { alias }) => {
    const self = alias('f');
    const id = `${item['self']}.id`;
    const from = `${filesSql(item['self']!, self, roles)} LIMIT 1`;
    return { row: { self, item: item['self']!, dataset: item['dataset']! }, from, id };
  });
}

async function findInRole(item: ItemKey, roles: readonly AssetRole[], context: Context): Promise<ItemAsset | null> {
  const files = await filesLoader(context).load(item);
  for (const role of roles) {
    const file = files.find((one) => one.role === role);
    if (file) return file;
  }
  return null;
}
