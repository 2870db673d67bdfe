import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { graphql } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

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

/** Saves all issues as a file, one JSON object a line. Its address lives for minutes, so it is asked for when it is wanted. */
export function SaveIssues({ session: id }: { session: string }) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      const { node } = await loadOnce(client, IssuesReportQuery, { id });
      const url = node && 'issuesFile' in node ? node.issuesFile?.url : undefined;
      if (!url) throw new Error('There is no report.');
      // The store answers it as a download: this page stays.
      Object.assign(document.createElement('a'), { href: url }).click();
    } catch {
      toast('The issues could not be saved. Try again.', 'danger');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button icon={<Download size={14} />} isBusy={isBusy} onClick={() => void save()}>
      Save all
    </Button>
  );
}
