import type { ReactNode } from 'react';

export interface Crumb {
  label: ReactNode;
  /** Path that it links to. The last crumb has no link. */
  to?: string;
}
