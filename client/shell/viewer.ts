import { createContext, use } from 'react';
import type { Role } from '../gql/graphql.ts';

/** Content that a visitor of a share link sees. */
export interface SharedView {
  organizationSlug: string;
  datasetSlug: string;
  datasetName: string;
  /** Number of the pinned revision. Null if the link shows the current revision. */
  revisionNumber?: number | null;
  expiresAt: string;
}

/** Viewer with only the fields that the shell shows. */
export interface Viewer {
  name: string;
  email: string;
  organizations: readonly { slug: string; name: string; role: Role }[];
  /** Content of the share link. Undefined for members of an organization. */
  shared?: SharedView;
}

export const ViewerContext = createContext<Viewer | undefined>(undefined);

export function useViewer(): Viewer | undefined {
  return use(ViewerContext);
}

/** Actions of the account menu. A component that uses the API provides them. */
export const AccountContext = createContext<{ signOut: () => void }>({ signOut: () => {} });
