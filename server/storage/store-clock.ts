import type { S3Client } from '@aws-sdk/client-s3';

/** Difference between the clocks of this machine and of the store, from the store's responses. */
export interface StoreClock {
  /**
   * Difference in milliseconds, positive if this machine is ahead. Null before the first response. Exact to about a
   * second.
   */
  skewMilliseconds(): number | null;
}

/** Reads the `Date` header of every response of the store, including error responses. */
export function watchStoreClock(client: S3Client, now: () => Date): StoreClock {
  let skew: number | null = null;
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const result = await handle(request, options);
    const { headers } = result.response as { headers: Record<string, string | undefined> };
    const date = Date.parse(headers['date'] ?? '');
    // The header has no fractions of a second, so the middle of the second is the best estimate.
    if (!Number.isNaN(date)) skew = now().getTime() - (date + 500);
    return result;
  };
  return { skewMilliseconds: () => skew };
}
