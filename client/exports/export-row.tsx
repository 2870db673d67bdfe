import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { showInvisible } from '#formats/show-invisible.ts';
import { loadOnce } from '../data/load-once.ts';
import type { ExportRow_ExportFragment } from '../gql/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { formatRevision } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { ByteSize, RelativeTime } from '../ui/values.tsx';
import styles from './export-panel.module.css';
import * as strings from './strings.ts';

const ExportRowFragment = graphql(`
  fragment ExportRow_export on DatasetExport {
    id
    state
    format
    revisionNumber
    filter
    reason
    itemsWritten
    itemsExpected
    itemCount
    byteSize
    createdAt
    requestedBy {
      id
      name
    }
  }
`);

const ExportFilesQuery = graphql(`
  query ExportFiles($id: ID!) {
    node(id: $id) {
      ... on DatasetExport {
        id
        signedUrl {
          url
        }
        data {
          signedUrl {
            url
          }
        }
      }
    }
  }
`);

interface ExportRowProps {
  slug: string;
  made: FragmentType<typeof ExportRowFragment>;
}

/** Export with its content, its progress, and a download button once it is ready. */
export function ExportRow({ slug, made }: ExportRowProps) {
  const row = readFragment(ExportRowFragment, made);
  const name = strings.nameOf(slug, row.revisionNumber, row.format);
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.facts}>
        <p>
          <Chip isMono>{formatRevision(row.revisionNumber)}</Chip>
          {strings.formats[row.format].name}
          {row.filter !== null && <Chip>{strings.filtered}</Chip>}
        </p>
        <p className={styles.note}>
          <RelativeTime at={row.createdAt} />
          {row.requestedBy && <span>{showInvisible(row.requestedBy.name)}</span>}
        </p>
      </div>
      <State row={row} name={name} />
    </li>
  );
}

function State({ row, name }: { row: ExportRow_ExportFragment; name: string }) {
  switch (row.state) {
    case 'QUEUED':
      return <output className={styles.note}>{strings.queued}</output>;
    case 'RUNNING':
      return (
        <div className={styles.progress}>
          <progress
            aria-label={strings.progressOf(name)}
            {...(row.itemsExpected !== null && { value: row.itemsWritten, max: Math.max(1, row.itemsExpected) })}
          />
          <output className={styles.note}>{strings.itemsWritten(row.itemsWritten)}</output>
        </div>
      );
    case 'READY':
      return (
        <div className={styles.ready}>
          <span className={styles.note}>
            {strings.items(row.itemCount ?? 0)} <ByteSize byteSize={row.byteSize ?? 0} />
          </span>
          <DownloadExport id={row.id} name={name} />
        </div>
      );
    case 'FAILED':
      return <p className={styles.failed}>{row.reason}</p>;
    default:
      return row.state satisfies never;
  }
}

/** Button that requests the URLs on click, because the server logs each signed URL. */
function DownloadExport({ id, name }: { id: string; name: string }) {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  async function download() {
    setBusy(true);
    try {
      const { node } = await loadOnce(client, ExportFilesQuery, { id });
      if (node?.__typename !== 'DatasetExport' || !node.signedUrl) throw new Error(strings.exportGone);
      save(node.signedUrl.url);
      // Starts the second download later, because a browser starts only one in each turn of the event loop.
      if (node.data?.signedUrl) setTimeout(save, 500, node.data.signedUrl.url);
    } catch {
      toast(strings.downloadFailed(name), 'danger');
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      size="s"
      icon={<Download size={14} />}
      isBusy={isBusy}
      aria-label={strings.downloadNamed(name)}
      onClick={download}
    >
      {strings.download}
    </Button>
  );
}

function save(url: string) {
  Object.assign(document.createElement('a'), { href: url, download: '' }).click();
}
