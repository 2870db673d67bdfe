import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { EmptyState } from '../ui/states.tsx';
import { Page } from './page.tsx';
import * as strings from './strings.ts';

/** Page that is shown if a page does not exist or the user may not see it. */
export function NotFoundPage() {
  return (
    <Page title={strings.notFoundTitle} crumbs={[{ label: strings.notFoundTitle }]}>
      <EmptyState
        icon={<SearchX size={20} />}
        title={strings.notFound}
        action={<Link to="/">{strings.allDatasets}</Link>}
      >
        {strings.notFoundHint}
      </EmptyState>
    </Page>
  );
}
