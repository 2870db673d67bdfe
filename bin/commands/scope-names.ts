import type { TokenScope } from '#prisma/client/enums.ts';

/** The name of a scope in a command. */
export type ScopeName = Lowercase<TokenScope>;

export const scopesOfNames: { [Scope in TokenScope as Lowercase<Scope>]: Scope } = {
  read: 'READ',
  publish: 'PUBLISH',
  admin: 'ADMIN',
};
