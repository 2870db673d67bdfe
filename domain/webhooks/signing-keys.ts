import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** Keys that sign the deliveries of a webhook, in the formats of Standard Webhooks. */
export interface SigningKeys {
  /** Key of HMAC-SHA256. */
  hmacKey: Buffer<ArrayBuffer>;
  /** Private Ed25519 key (PKCS#8, DER). */
  privateKey: Buffer<ArrayBuffer>;
  /** Secret in the form `whsec_…`. Receivers use it to verify `v1` signatures. */
  secret: string;
  /** Public key in the form `whpk_…`. Receivers use it to verify `v1a` signatures. It is not secret. */
  publicKey: string;
}

export function newSigningKeys(): SigningKeys {
  const hmacKey = Buffer.from(randomBytes(32));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    hmacKey,
    privateKey: Buffer.from(privateKey.export({ format: 'der', type: 'pkcs8' })),
    secret: `whsec_${hmacKey.toString('base64')}`,
    publicKey: `whpk_${raw.toString('base64')}`,
  };
}
