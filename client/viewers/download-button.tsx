import { Download } from 'lucide-react';
import { useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { attachmentOf } from '../data/mint-signed-urls.ts';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';

interface DownloadButtonProps {
  asset: string;
  filename: string;
  /** Shows only a small icon, for dense lists. */
  isSmall?: boolean;
}

/** Button that saves a file. Requests its URL on click, because each signed URL is logged. */
export function DownloadButton({ asset, filename, isSmall }: DownloadButtonProps) {
  const urls = useSignedUrls();
  const [isBusy, setBusy] = useState(false);
  async function download() {
    setBusy(true);
    try {
      const link = document.createElement('a');
      link.href = await urls.fresh(attachmentOf(asset));
      link.download = filename;
      link.click();
    } catch {
      urls.retry(attachmentOf(asset));
      toast(strings.downloadFailed(showInvisible(filename)), 'danger');
    } finally {
      setBusy(false);
    }
  }
  if (isSmall) {
    return (
      <IconButton
        size="s"
        label={strings.downloadNamed(showInvisible(filename))}
        icon={<Download size={13} />}
        disabled={isBusy}
        onClick={download}
      />
    );
  }
  return (
    <Button icon={<Download size={14} />} isBusy={isBusy} onClick={download}>
      {strings.download}
    </Button>
  );
}
