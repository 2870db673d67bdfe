import { Outlet } from '@tanstack/react-router';

/** The part of the app for people who have signed in. */
export function SignedIn() {
  return <Outlet />;
}
