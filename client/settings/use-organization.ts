import { useViewer } from '../shell/viewer.ts';
import { isAtLeast } from './roles.ts';

/** What the viewer is in the organization of the page. What they may do is the server's to say; this only spares questions. */
export function useOrganization(org: string) {
  const organization = useViewer()?.organizations.find(({ slug }) => slug === org);
  return {
    name: organization?.name ?? org,
    isPublisher: isAtLeast(organization?.role, 'PUBLISHER'),
    isAdmin: isAtLeast(organization?.role, 'ADMIN'),
    isOwner: isAtLeast(organization?.role, 'OWNER'),
  };
}
