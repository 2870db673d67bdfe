import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function RevisionsPage() {
  return (
    <Page title="Revisions" crumbs={[{ label: 'Revisions' }]}>
      <Skeleton height={32} />
    </Page>
  );
}
