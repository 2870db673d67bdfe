import { createContext, use } from 'react';
import type { Role } from '../gql/graphql.ts';

/** What somebody sees who came by a share link. */
export interface SharedView {
  organizationSlug: string;
  datasetSlug: string;
  datasetName: string;
  /** The one revision it shows; null when it shows the dataset as it is now. */
  revision?: number | null;
  expiresAt: string;
}

/** Who looks, as the shell knows them: no more than the header shows. */
export interface Viewer {
  name: string;
  email: string;
  organizations: readonly { slug: string; name: string; role: Role }[];
  /** Set for the holder of a share link, who is no member of anything. */
  shared?: SharedView;
}

export const ViewerContext = createContext<Viewer | undefined>(undefined);

export function useViewer(): Viewer | undefined {
  return use(ViewerContext);
}

/** What the account menu can do; given by whoever knows the API. */
export const AccountContext = createContext<{ signOut: () => void }>({ signOut: () => {} });
