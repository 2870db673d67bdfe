import type { Viewer } from '#domain/viewer.ts';
import { networkOf } from '../auth/count-attempts.ts';
import type { Charge } from './cost-buckets.ts';

// So many tokens of one person may spend at full speed; more of them share that.
const tokensAtFullSpeed = 10;

/**
 * Who pays for a request: a person, a token, and for those without an account their network, by share link. The tokens of
 * a person pay into a common bucket as well, so that making more of them does not give more.
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
