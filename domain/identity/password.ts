import { hash, verify } from '@node-rs/argon2';
import { InvalidInput } from '../errors.ts';

// Parameters of argon2id as in the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const fewestCharacters = 10;
const maxCharacters = 256;

/** Returns the argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Returns whether the password is correct. Takes the same time for a person without a password and for an unknown
 * account.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const known = passwordHash !== null;
  // A stored password is never longer than the limit. Hashing a very long text would let an attacker overload the
  // server.
  const tried = password.length <= maxCharacters ? password : '';
  return (await verify(passwordHash ?? (await hashOfNobody), tried)) && known;
}

const hashOfNobody = hashPassword('nobody has this password');

/**
 * Throws `InvalidInput` if a new password is too weak. The main requirement is its length. (NIST SP 800-63B, section
 * 3.1.1.)
 */
export function requireGoodPassword(password: string, email: string, path = 'password'): void {
  if (password.length < fewestCharacters || password.length > maxCharacters) {
    throw new InvalidInput(path, `A password must have ${fewestCharacters} to ${maxCharacters} characters.`);
  }
  const [mailbox = ''] = email.split('@');
  const plain = password.toLowerCase();
  if (plain === email || new Set(plain).size < 5 || (mailbox.length >= 4 && plain.replaceAll(mailbox, '').length < 4)) {
    throw new InvalidInput(path, 'This password is too easy to guess. Choose a longer one, such as four random words.');
  }
}
