import { getRouteApi } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Page } from '../shell/page.tsx';
import { useViewer } from '../shell/viewer.ts';
import { TextField } from '../ui/text-field.tsx';
import { DatasetList } from './dataset-list.tsx';
import * as strings from './strings.ts';

const route = getRouteApi('/signed-in/o/$org');

/** Page of an organization's datasets, most recently published first. */
export function DatasetsPage() {
  const { org } = route.useParams();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const organization = useViewer()?.organizations.find(({ slug }) => slug === org);
  // Shows that the organization does not exist if the user is not a member.
  if (!organization) return <NotFoundPage />;
  return (
    <Page
      title={strings.datasetsOf(organization.name)}
      crumbs={[{ label: strings.title }]}
      bar={
        <TextField
          label={strings.search}
          isLabelHidden
          type="search"
          placeholder={strings.search}
          icon={<Search size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      }
    >
      <DatasetList key={`${org} ${wanted}`} organization={org} text={wanted} onClear={() => setText('')} />
    </Page>
  );
}
