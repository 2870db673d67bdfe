import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toApiError } from '../data/api-error.ts';
import { ErrorState } from '../ui/states.tsx';
import { Page } from './page.tsx';
import * as strings from './strings.ts';

/** URL at which the user clicked “Try again”. */
let retriedHref: string | undefined;

/**
 * Shown instead of a page that threw while rendering. “Try again” renders the page again. If it throws again, the page
 * is reloaded without search params, so that neither memory nor the URL can cause the error.
 */
export function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const { href } = router.state.location;
  const isSecondFailure = retriedHref === href;
  useEffect(() => {
    if (isSecondFailure) window.location.replace(window.location.pathname);
  }, [isSecondFailure]);

  function retry() {
    retriedHref = href;
    reset();
    void router.invalidate();
  }
  if (isSecondFailure) return null;
  return (
    <Page title={strings.failed} crumbs={[{ label: strings.failed }]}>
      <ErrorState title={strings.failed} error={toApiError(error)} onRetry={retry} />
    </Page>
  );
}
