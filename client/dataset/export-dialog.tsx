import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import type { ItemList } from '../item/item-list.ts';
import { Dialog } from '../ui/dialog.tsx';
import * as strings from './strings.ts';

const ExportPanel = lazy(async () => ({ default: (await import('../exports/export-panel.tsx')).ExportPanel }));

/** Dialog for exports of the shown items: creates new ones and lists those that are kept. */
export function ExportDialog({ list, isOpen, onClose }: { list: ItemList; isOpen: boolean; onClose: () => void }) {
  return createPortal(
    // Rendered outside of the page header that contains the button, because a dialog has its own header.
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.exportItems} size="m">
      <Suspense>
        <ExportPanel list={list} />
      </Suspense>
    </Dialog>,
    document.body,
  );
}
