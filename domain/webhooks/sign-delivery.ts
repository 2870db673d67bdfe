import { createHmac, type KeyObject, sign } from 'node:crypto';

export interface SignatureKeys {
  hmacKey: Uint8Array;
  /** Private Ed25519 key. */
  privateKey: KeyObject;
}

/**
 * Returns the headers of a delivery according to Standard Webhooks. For each key, they contain a `v1` signature
 * (HMAC-SHA256) and a `v1a` signature (Ed25519) of `id.timestamp.body`.
 */
export function signDelivery(
  { id, body, at }: { id: string; body: string; at: Date },
  keys: readonly SignatureKeys[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keys.flatMap(({ hmacKey, privateKey }) => {
    return [
      `v1,${createHmac('sha256', hmacKey).update(content).digest('base64')}`,
      `v1a,${sign(null, content, privateKey).toString('base64')}`,
    ];
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
