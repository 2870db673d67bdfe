import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

/** Saves the whole log as a file. It is fetched, not linked to: the server asks every request of a session for a header. */
export function ExportButton({ org }: { org: string }) {
  const [isBusy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    try {
      const response = await fetch(`/exports/access-log?organization=${encodeURIComponent(org)}&format=csv`, {
        headers: { 'x-vitrine-csrf': '1' },
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const url = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), { href: url, download: `access-log-${org}.csv` });
      link.click();
      URL.revokeObjectURL(url);
    } catch {
      toast('The log could not be saved. Try again.', 'danger');
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button icon={<Download size={14} />} isBusy={isBusy} onClick={save}>
      All as CSV
    </Button>
  );
}
