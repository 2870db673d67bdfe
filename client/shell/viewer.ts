import { createContext, use } from 'react';

/** The signed-in person as the shell knows them: no more than the header shows. */
export interface Viewer {
  name: string;
  email: string;
  organizations: readonly { slug: string; name: string; role: string }[];
}

export const ViewerContext = createContext<Viewer | undefined>(undefined);

export function useViewer(): Viewer | undefined {
  return use(ViewerContext);
}

/** What the account menu can do; given by whoever knows the API. */
export const AccountContext = createContext<{ signOut: () => void }>({ signOut: () => {} });
