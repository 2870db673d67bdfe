import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function DatasetPage() {
  return (
    <Page title="Dataset" crumbs={[{ label: 'Dataset' }]}>
      <Skeleton height={32} />
    </Page>
  );
}
