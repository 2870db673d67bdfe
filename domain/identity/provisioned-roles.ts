import { trueKeysOf } from '#formats/keys-of.ts';
import type { Role } from '#prisma/client/enums.ts';

const isProvisioned: Record<Role, boolean> = { VIEWER: true, PUBLISHER: true, ADMIN: true, OWNER: false };

/** Roles that a person may get when they first sign in by the provider. Only an owner makes another owner. */
export const provisionedRoles: readonly Role[] = trueKeysOf(isProvisioned);
