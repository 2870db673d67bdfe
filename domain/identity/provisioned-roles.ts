import { trueKeysOf } from '#formats/keys-of.ts';
import type { Role } from '#prisma/client/enums.ts';

const isProvisioned: Record<Role, boolean> = { VIEWER: true, PUBLISHER: true, ADMIN: true, OWNER: false };

/**
 * Roles that the configuration may give to a person at the first sign-in by the identity provider. OWNER is excluded,
 * because only an owner may appoint owners.
 */
export const provisionedRoles: readonly Role[] = trueKeysOf(isProvisioned);
