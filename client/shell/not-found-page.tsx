import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { EmptyState } from '../ui/states.tsx';
import { Page } from './page.tsx';

/** What does not exist and what one may not see are the same, here too. */
export function NotFoundPage() {
  return (
    <Page title="Not found" crumbs={[{ label: 'Not found' }]}>
      <EmptyState icon={<SearchX size={20} />} title="There is nothing here" action={<Link to="/">All datasets</Link>}>
        The link may be wrong or old, or you may not have access to what it leads to.
      </EmptyState>
    </Page>
  );
}
