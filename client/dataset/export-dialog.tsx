import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import type { ItemList } from '../item/item-list.ts';
import { Dialog } from '../ui/dialog.tsx';
import * as strings from './strings.ts';

const ExportPanel = lazy(async () => ({ default: (await import('../exports/export-panel.tsx')).ExportPanel }));

/** Dialog that creates exports of the current list, and shows the existing ones. */
export function ExportDialog({ list, isOpen, onClose }: { list: ItemList; isOpen: boolean; onClose: () => void }) {
  return createPortal(
    // Rendered outside the page header, because a dialog contains a header itself.
    <Dialog isOpen={isOpen} onClose={onClose} title={strings.exportItems} size="m">
      <Suspense>
        <ExportPanel list={list} />
      </Suspense>
    </Dialog>,
    document.body,
  );
}
