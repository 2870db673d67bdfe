import { createHash } from 'node:crypto';
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';

/**
 * Encrypts values that the browser keeps for the server and cannot read or change. The first key encrypts, and every
 * key decrypts. To replace a key, put the new one first and remove the old one a little later.
 */
export function sealedValues(signingKeys: readonly string[]) {
  const keys = signingKeys.map((key) => createHash('sha256').update(`vitrine sealed cookie\0${key}`).digest());
  return {
    /** Encrypts a value for one purpose. It is valid for `seconds`. */
    async seal(purpose: string, value: JWTPayload, seconds: number): Promise<string> {
      return new EncryptJWT(value)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .setIssuedAt()
        .setExpirationTime(`${seconds} s`)
        .encrypt(keys[0]!);
    },
    /**
     * Returns the value that was encrypted for this purpose. Returns null if the purpose differs, or if the text was
     * changed or has expired.
     */
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
          // Tries the next key, because this one does not decrypt the value.
        }
      }
      return null;
    },
  };
}

export type SealedValues = ReturnType<typeof sealedValues>;
