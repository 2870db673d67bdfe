import { createContext, use } from 'react';
import type { Role } from '../gql/graphql.ts';

/** Content that a visitor of a share link sees. */
export interface SharedView {
  organizationSlug: string;
  datasetSlug: string;
  datasetName: string;
  /** Pinned revision. Null if it shows the current one. */
  revisionNumber?: number | null;
  expiresAt: string;
}

/** Viewer as the shell knows it: only the facts of the header. */
export interface Viewer {
  name: string;
  email: string;
  organizations: readonly { slug: string; name: string; role: Role }[];
  /** Set for the holder of a share link, who is not a member of any organization. */
  shared?: SharedView;
}

export const ViewerContext = createContext<Viewer | undefined>(undefined);

export function useViewer(): Viewer | undefined {
  return use(ViewerContext);
}

/** Actions of the account menu. A component that knows the API provides them. */
export const AccountContext = createContext<{ signOut: () => void }>({ signOut: () => {} });
