/** Converts a digest from hexadecimal, as in Vitrine, to base64, as in S3. */
export function hexToBase64(digest: string): string {
  return Buffer.from(digest, 'hex').toString('base64');
}

export function base64ToHex(digest: string): string {
  return Buffer.from(digest, 'base64').toString('hex');
}
