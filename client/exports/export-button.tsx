import { FileDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ItemList } from '../dataset/item-list.ts';
import { useViewer } from '../shell/viewer.ts';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

const ExportPanel = lazy(async () => ({ default: (await import('./export-panel.tsx')).ExportPanel }));

/** Leads members to files of the items they look at; whoever came by a share link is no member. */
export function ExportButton({ list }: { list: ItemList }) {
  const [isOpen, setOpen] = useState(false);
  if (useViewer()?.shared) return null;
  return (
    <>
      <IconButton label="Export" icon={<FileDown size={15} />} onClick={() => setOpen(true)} />
      {createPortal(
        // Not inside the header of the page, where the button is: a dialog has a header of its own.
        <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Export" size="m">
          <Suspense>
            <ExportPanel list={list} />
          </Suspense>
        </Dialog>,
        document.body,
      )}
    </>
  );
}
