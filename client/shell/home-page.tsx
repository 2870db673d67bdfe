import { Navigate } from '@tanstack/react-router';
import { Building2 } from 'lucide-react';
import { EmptyState } from '../ui/states.tsx';
import { Page } from './page.tsx';
import * as strings from './strings.ts';
import { useViewer } from './viewer.ts';

/** Redirects to the user's first organization. */
export function HomePage() {
  const first = useViewer()?.organizations[0];
  if (first) return <Navigate to="/o/$org" params={{ org: first.slug }} replace />;
  return (
    <Page title={strings.organizations}>
      <EmptyState icon={<Building2 size={20} />} title={strings.noOrganizations}>
        {strings.noOrganizationsHint}
      </EmptyState>
    </Page>
  );
}
