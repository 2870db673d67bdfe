import { toApiError } from '../data/api-error.ts';
import { ErrorState } from '../ui/states.tsx';
import { Page } from './page.tsx';

/** A page that broke: the others still work. */
export function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Page title="Something went wrong" crumbs={[{ label: 'Something went wrong' }]}>
      <ErrorState title="This page broke" error={toApiError(error)} onRetry={reset} />
    </Page>
  );
}
