import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toApiError } from '../data/api-error.ts';
import { ErrorState } from '../ui/states.tsx';
import { Page } from './page.tsx';
import * as strings from './strings.ts';

/** URL at which the user clicked “Try again”. */
let retriedHref: string | undefined;

/**
 * Page that is shown if rendering a page throws. “Try again” renders the page again. If it throws again, the page is
 * reloaded without search params, because the cause may be in memory or in the URL.
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
