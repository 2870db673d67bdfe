import type { Viewer } from '#domain/viewer.ts';
import { networkOf } from '../network-of.ts';
import type { Charge } from './cost-buckets.ts';

// This number of one user's tokens can spend at full speed. More tokens share the same points.
const tokensAtFullSpeed = 10;

/**
 * Returns the charges of a request. They go to a user, a token, or for callers without an account to their network, by
 * share link. The tokens of a user also share a common bucket, so that more tokens do not give more points.
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
