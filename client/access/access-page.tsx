import { Page } from '../shell/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function AccessPage() {
  return (
    <Page title="Access log" crumbs={[{ label: 'Access log' }]}>
      <Skeleton height={32} />
    </Page>
  );
}
