import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function IngestPage() {
  return (
    <Page title="Publishing" crumbs={[{ label: 'Publishing' }]}>
      <Skeleton height={32} />
    </Page>
  );
}
