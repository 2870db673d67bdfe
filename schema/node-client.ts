import type { Context } from '#domain/context.ts';
import type PrismaTypes from '#prisma/client/pothos-types.ts';

/**
 * Models as the schema finds their rows. The id of a node does not name its organization, so a row is found by any
 * filter: its `id`, and what the viewer may see.
 */
export type NodeTypes = {
  [Model in keyof PrismaTypes]: Omit<PrismaTypes[Model], 'WhereUnique'> & { WhereUnique: PrismaTypes[Model]['Where'] };
};

type Db = Context['db'];

const clients = new WeakMap<Db, Db>();

/**
 * Returns a client whose `findUnique` takes any filter, for the Prisma plugin. Behind row-level security every
 * statement names the organizations of the viewer, so the primary key `(org_id, id)` finds the row.
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
