import type { Viewer } from '#domain/viewer.ts';
import { networkOf } from '../network-of.ts';
import type { Charge } from './cost-buckets.ts';

// Number of a user's tokens that can spend at full speed. If a user has more, they share the points of this number.
const tokensAtFullSpeed = 10;

/**
 * Returns the charges of a request. They go to the user or the token. Without an account, they go to the network
 * address, or to the share link at that address. The tokens of a user also share a bucket, so that more tokens do not
 * give more points.
 */
export function chargesOf(viewer: Viewer, address: string | null, points: number): Charge[] {
  const network = networkOf(address ?? 'unknown');
  switch (viewer.kind) {
    case 'PERSON':
      return [{ key: `person:${viewer.userId}`, points }];
    case 'TOKEN':
      return [
        { key: viewer.tokenId ? `token:${viewer.tokenId}` : `subject:${viewer.userId}`, points },
        { key: `tokens-of:${viewer.userId}`, points: points / tokensAtFullSpeed },
      ];
    case 'SHARE_LINK':
      return [{ key: `share:${viewer.share?.id}:${network}`, points }];
    case 'ANONYMOUS':
      return [{ key: `address:${network}`, points }];
    default:
      return viewer.kind satisfies never;
  }
}
