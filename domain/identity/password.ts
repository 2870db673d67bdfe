import { hash, verify } from '@node-rs/argon2';

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password is right. Takes as long for somebody without a password, or without an account. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const known = passwordHash !== null;
  return (await verify(passwordHash ?? (await hashOfNobody), password)) && known;
}

const hashOfNobody = hashPassword('nobody has this password');
