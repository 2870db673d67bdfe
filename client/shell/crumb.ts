import type { ReactNode } from 'react';

export interface Crumb {
  label: ReactNode;
  /** Where it leads; the last one leads nowhere. */
  to?: string;
}
