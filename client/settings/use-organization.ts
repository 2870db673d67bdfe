import { useViewer } from '../shell/viewer.ts';

const roles = ['VIEWER', 'PUBLISHER', 'ADMIN', 'OWNER'];

/** What the viewer is in the organization of the page. What they may do is the server's to say; this only spares questions. */
export function useOrganization(org: string) {
  const organization = useViewer()?.organizations.find(({ slug }) => slug === org);
  const isAtLeast = (role: string) => roles.indexOf(organization?.role ?? '') >= roles.indexOf(role);
  return {
    name: organization?.name ?? org,
    isPublisher: isAtLeast('PUBLISHER'),
    isAdmin: isAtLeast('ADMIN'),
    isOwner: isAtLeast('OWNER'),
  };
}
