import { Prisma } from '#prisma/client/client.ts';

/** Returns whether a statement failed because it violated a unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
