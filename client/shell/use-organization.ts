import { isAtLeast } from './is-at-least.ts';
import { useViewer } from './viewer.ts';

/**
 * Returns the viewer's role in the organization of the page. Permissions are checked by the server. The role only
 * prevents requests that the server would refuse.
 */
export function useOrganization(org: string) {
  const organization = useViewer()?.organizations.find(({ slug }) => slug === org);
  return {
    name: organization?.name ?? org,
    isPublisher: isAtLeast(organization?.role, 'PUBLISHER'),
    isAdmin: isAtLeast(organization?.role, 'ADMIN'),
    isOwner: isAtLeast(organization?.role, 'OWNER'),
  };
}
