import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { enterShare } from '../data/share-tab.ts';
import type { SharedView } from './viewer.ts';

/** Outlet for visitors of a share link. Paths outside the shared dataset redirect to it. */
export function VisitorOutlet({ shared }: { shared: SharedView }) {
  const { organizationSlug: org, datasetSlug: slug } = shared;
  const { pathname } = useLocation();
  useEffect(enterShare, []);
  if (pathname.startsWith(`/o/${org}/d/`)) return <Outlet />;
  return <Navigate to="/o/$org/d/$slug" params={{ org, slug }} replace />;
}
