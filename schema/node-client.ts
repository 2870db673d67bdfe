import type { Context } from '#domain/context.ts';
import type PrismaTypes from '#prisma/client/pothos-types.ts';

/**
 * Models with another type for unique filters. The id of a node does not contain its organization. So a row is found by
 * its `id` together with the condition that the viewer may see it.
 */
export type NodeTypes = {
  [Model in keyof PrismaTypes]: Omit<PrismaTypes[Model], 'WhereUnique'> & { WhereUnique: PrismaTypes[Model]['Where'] };
};

type Db = Context['db'];

const clients = new WeakMap<Db, Db>();

/**
 * Returns a client for the Prisma plugin whose `findUnique` accepts any filter. Row-level security adds the viewer's
 * organizations to every statement, so the primary key `(org_id, id)` is still used.
 */
export function nodeClient(db: Db): Db {
  const made = clients.get(db) ?? new Proxy(db, { get: (target, name) => delegateOf(Reflect.get(target, name)) });
  clients.set(db, made);
  return made;
}

interface Delegate {
  findFirst: unknown;
  findFirstOrThrow: unknown;
}

function delegateOf(value: unknown): unknown {
  if (!isDelegate(value)) return value;
  const { findFirst, findFirstOrThrow } = value;
  return { findUnique: findFirst, findUniqueOrThrow: findFirstOrThrow };
}

function isDelegate(value: unknown): value is Delegate {
  return typeof value === 'object' && value !== null && 'findFirst' in value && 'findFirstOrThrow' in value;
}
