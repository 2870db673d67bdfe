import { createHash } from 'node:crypto';
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';

/**
 * Keeps what the server wants to know again at a browser that can neither read nor change it. The first key seals; all
 * of them open, so that a key is replaced by putting the new one in front and taking the old one away a little later.
 */
export function sealedValues(signingKeys: readonly string[]) {
  const keys = signingKeys.map((key) => createHash('sha256').update(`vitrine sealed cookie\0${key}`).digest());
  return {
    /** Seals a value for one purpose and so many seconds. */
    async seal(purpose: string, value: JWTPayload, seconds: number): Promise<string> {
      return new EncryptJWT(value)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .setIssuedAt()
        .setExpirationTime(`${seconds} s`)
        .encrypt(keys[0]!);
    },
    /** The value that was sealed for this purpose; null when it was not, was tampered with, or is too old. */
    async open(purpose: string, sealed: string): Promise<JWTPayload | null> {
      for (const key of keys) {
        try {
          const { payload } = await jwtDecrypt(sealed, key, {
            audience: purpose,
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            requiredClaims: ['exp'],
          });
          return payload;
        } catch {
          // Not by this key.
        }
      }
      return null;
    },
  };
}

export type SealedValues = ReturnType<typeof sealedValues>;
