import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function DatasetsPage() {
  return (
    <Page title="Datasets" crumbs={[{ label: 'Datasets' }]}>
      <Skeleton height={32} />
    </Page>
  );
}
