import type { ReactNode } from 'react';
import { Wide } from './framed.tsx';
import { Until } from './until.tsx';

interface StageProps {
  height?: number;
  isWide?: boolean;
  /** Selector of an element that appears when everything has loaded. */
  until?: string;
  children: ReactNode;
}

/** Container with a fixed height, for components that fill their container: viewers, panels and grids. */
export function Stage({ height = 320, isWide, until, children }: StageProps) {
  const box = (
    <div
      style={{ position: 'relative', display: 'grid', gridTemplateRows: 'minmax(0, 1fr)', height, overflow: 'hidden' }}
    >
      {children}
    </div>
  );
  const stage = until === undefined ? box : <Until selector={until}>{box}</Until>;
  return isWide ? <Wide>{stage}</Wide> : stage;
}
