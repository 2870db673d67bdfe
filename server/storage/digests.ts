/** S3 writes digests in base64, Vitrine in hexadecimal. */
export function hexToBase64(digest: string): string {
  return Buffer.from(digest, 'hex').toString('base64');
}

export function base64ToHex(digest: string): string {
  return Buffer.from(digest, 'base64').toString('hex');
}
