import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function SettingsPage() {
  return (
    <Page title="Settings" crumbs={[{ label: 'Settings' }]}>
      <Skeleton height={32} />
    </Page>
  );
}
