import { Prisma } from '#prisma/client/client.ts';

/** Returns whether a statement failed because it would have stored a second row with the same unique values. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
