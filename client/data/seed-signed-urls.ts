import type { SignedUrls } from './signed-urls.ts';

/**
 * Stores the signed URLs of a response, so that components can show the assets. Call it only with data from the
 * network, because the lifetime of URLs in cached data is wrong.
 */
export function seedSignedUrls(urls: SignedUrls, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  if (Array.isArray(answer)) {
    for (const part of answer) seedSignedUrls(urls, part);
    return;
  }
  if ('id' in answer && typeof answer.id === 'string' && 'signedUrl' in answer) {
    const minted = mintedOf(answer.signedUrl);
    if (minted) urls.seed(answer.id, minted);
  }
  for (const part of Object.values(answer)) seedSignedUrls(urls, part);
}

function mintedOf(value: unknown): { url: string; expiresIn: number } | undefined {
  if (typeof value !== 'object' || value === null || !('url' in value) || !('expiresInSeconds' in value))
    return undefined;
  const { url, expiresInSeconds: expiresIn } = value;
  return typeof url === 'string' && typeof expiresIn === 'number' ? { url, expiresIn } : undefined;
}
