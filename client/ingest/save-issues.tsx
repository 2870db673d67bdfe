import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';

const IssuesReportQuery = graphql(`
  query IssuesReport($id: ID!) {
    node(id: $id) {
      id
      ... on IngestSession {
        issuesFile {
          url
        }
      }
    }
  }
`);

/**
 * Button that saves all issues as a file with one JSON object on each line. The URL is requested on click, because it
 * expires within minutes.
 */
export function SaveIssues({ session: id }: { session: string }) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      const { node } = await loadOnce(client, IssuesReportQuery, { id });
      const url = node && 'issuesFile' in node ? node.issuesFile?.url : undefined;
      if (!url) throw new Error(strings.noReport);
      // The store sends the file as a download, so the browser stays on this page.
      Object.assign(document.createElement('a'), { href: url }).click();
    } catch {
      toast(strings.downloadFailed, 'danger');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button icon={<Download size={14} />} isBusy={isBusy} onClick={() => void save()}>
      {strings.downloadIssues}
    </Button>
  );
}
