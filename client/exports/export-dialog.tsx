import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import type { ItemList } from '../dataset/item-list.ts';
import { Dialog } from '../ui/dialog.tsx';

const ExportPanel = lazy(async () => ({ default: (await import('./export-panel.tsx')).ExportPanel }));

/** Files of the items one looks at: makes new ones, and lists those that are kept. */
export function ExportDialog({ list, isOpen, onClose }: { list: ItemList; isOpen: boolean; onClose: () => void }) {
  return createPortal(
    // Not inside the header of the page, where the button is: a dialog has a header of its own.
    <Dialog isOpen={isOpen} onClose={onClose} title="Export" size="m">
      <Suspense>
        <ExportPanel list={list} />
      </Suspense>
    </Dialog>,
    document.body,
  );
}
