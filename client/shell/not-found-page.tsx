import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { EmptyState } from '../ui/states.tsx';
import { Page } from './page.tsx';

/** Shown for pages that do not exist and for pages that the user may not see. */
export function NotFoundPage() {
  return (
    <Page title="Not found" crumbs={[{ label: 'Not found' }]}>
      <EmptyState icon={<SearchX size={20} />} title="There is nothing here" action={<Link to="/">All datasets</Link>}>
        The link may be wrong or old, or you may not have access to what it leads to.
      </EmptyState>
    </Page>
  );
}
