import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toApiError } from '../data/api-error.ts';
import { ErrorState } from '../ui/states.tsx';
import { Page } from './page.tsx';

/** The address at which a person pressed “Try again”. */
let retriedHref: string | undefined;

/**
 * Shown instead of a page that threw while it was drawn. “Try again” draws the page again; if it throws again, the page is
 * loaded anew without search params, as nothing held in memory or in the address can then break it.
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
    <Page title="Something went wrong" crumbs={[{ label: 'Something went wrong' }]}>
      <ErrorState title="Something went wrong" error={toApiError(error)} onRetry={retry} />
    </Page>
  );
}
