import type { ReactNode } from 'react';

export interface Crumb {
  label: ReactNode;
  /** Path of the link. The last crumb has none. */
  to?: string;
}
