import type { Prisma } from '#prisma/client/client.ts';

/** The rows a reader at a revision sees. */
export function itemsAt(revision: number): Prisma.ItemWhereInput {
  return { sinceRevision: { lte: revision }, OR: [{ untilRevision: null }, { untilRevision: { gt: revision } }] };
}
