import { Dialog } from '../ui/dialog.tsx';
import { AssetPreview } from '../viewers/asset-preview.tsx';
import { DownloadButton } from '../viewers/download-button.tsx';
import type { TextFile } from '../viewers/use-signed-text.ts';
import styles from './asset-dialog.module.css';

interface AssetDialogProps {
  file: TextFile;
  name: string;
  onClose: () => void;
}

/** Dialog that shows one file of an item: a picture, table, tree or text. */
export function AssetDialog({ file, name, onClose }: AssetDialogProps) {
  return (
    <Dialog
      isOpen
      isText
      onClose={onClose}
      title={name}
      size="l"
      footer={<DownloadButton asset={file.id} filename={name} />}
    >
      <div className={styles.content}>
        <AssetPreview file={file} name={name} />
      </div>
    </Dialog>
  );
}
