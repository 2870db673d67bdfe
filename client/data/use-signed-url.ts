import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { SignedUrlState, SignedUrls } from './signed-urls.ts';
import * as strings from './strings.ts';

export const SignedUrlsContext = createContext<SignedUrls | undefined>(undefined);

export function useSignedUrls(): SignedUrls {
  const urls = use(SignedUrlsContext);
  if (!urls) throw new Error(strings.noContext);
  return urls;
}

const none: SignedUrlState = { status: 'waiting' };

/**
 * Returns the signed URL of an asset, and requests it while the component is mounted. Without an id, requests nothing.
 */
export function useSignedUrl(id: string | undefined): SignedUrlState {
  const urls = useSignedUrls();
  const subscribe = useCallback(
    (listener: () => void) => (id === undefined ? () => {} : urls.subscribe(id, listener)),
    [urls, id],
  );
  return useSyncExternalStore(subscribe, () => (id === undefined ? none : urls.get(id)));
}
