import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { enterShare } from '../data/share-tab.ts';
import type { SharedView } from './viewer.ts';

/** Pages of the one dataset that a visitor sees. All other paths redirect there. */
export function VisitorOutlet({ shared }: { shared: SharedView }) {
  const { organizationSlug: org, datasetSlug: slug } = shared;
  const { pathname } = useLocation();
  useEffect(enterShare, []);
  if (pathname.startsWith(`/o/${org}/d/`)) return <Outlet />;
  return <Navigate to="/o/$org/d/$slug" params={{ org, slug }} replace />;
}
