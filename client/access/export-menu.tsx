import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { basePath } from '../data/base-path.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { parametersOf, resolveFilter } from './access-filter.ts';
import { type AccessSearch, isNarrowed } from './access-search.ts';
import * as strings from './strings.ts';

const formats = [
  { id: 'csv', label: strings.csv },
  { id: 'ndjson', label: strings.ndjson },
] as const;

/**
 * Menu that saves the filtered log as a file. Uses fetch instead of a link, because requests with a session cookie need
 * the CSRF header.
 */
export function ExportMenu({ org, search }: { org: string; search: AccessSearch }) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);

  async function save(format: string) {
    setBusy(true);
    try {
      const asked = parametersOf(await resolveFilter(client, org, search));
      asked.set('organizationSlug', org);
      asked.set('format', format);
      const response = await fetch(`${basePath}/exports/access-log?${asked}`, { headers: { 'x-vitrine-csrf': '1' } });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const url = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), { href: url, download: `access-log-${org}.${format}` });
      link.click();
      URL.revokeObjectURL(url);
    } catch {
      toast(strings.exportFailed, 'danger');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Menu
      label={strings.exportLog}
      align="end"
      sections={[
        {
          title: titleOf(search),
          items: formats.map(({ id, label }) => ({ id, label, onSelect: () => void save(id) })),
        },
      ]}
      renderTrigger={(props) => (
        <Button {...props} icon={<Download size={14} />} isBusy={isBusy}>
          {strings.exportLog}
        </Button>
      )}
    />
  );
}

/** Returns the title of the export menu. An export has the same entries as the page. */
function titleOf(search: AccessSearch): string {
  if (isNarrowed(search)) return strings.exportMatching;
  return search.thumbnails === 'show' ? strings.exportAll : strings.exportWithoutThumbnails;
}
