import { File } from 'lucide-react';
import { useMemo } from 'react';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { formatByteSize } from '../ui/format.ts';
import { Table } from '../ui/table.tsx';
import { BrokenMedia } from './broken-media.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './file-viewer.module.css';
import { JsonTree } from './json-tree.tsx';
import { parseCsv } from './parse-csv.ts';
import { useSignedText } from './use-signed-text.ts';

const FileViewerFragment = graphql(`
  fragment FileViewer_item on Item {
    key
    content {
      __typename
      primary {
        id
        filename
        contentType
        byteSize
        signedUrl {
          url
          expiresInSeconds
        }
      }
    }
  }
`);

type PreviewKind = 'table' | 'tree' | 'text';

/** A file of any kind: what it is and how to get it, and what is in it where that can be read. */
export function FileViewer(props: { item: FragmentType<typeof FileViewerFragment> }) {
  const { key, content } = readFragment(FileViewerFragment, props.item);
  const { id, filename, contentType, byteSize } = content.primary;
  const name = filename ?? key;
  const kind = previewKindOf(contentType, name);
  return (
    <div className={styles.viewer}>
      <header className={styles.header}>
        <File size={18} aria-hidden />
        <div className={styles.facts}>
          <strong>{name}</strong>
          <span>
            {contentType} · {formatByteSize(byteSize)}
          </span>
        </div>
        <DownloadButton asset={id} filename={name} />
      </header>
      {kind ? (
        <Preview asset={id} byteSize={byteSize} kind={kind} name={name} />
      ) : (
        <p className={styles.none}>There is no preview of this kind of file.</p>
      )}
    </div>
  );
}

function Preview({
  asset,
  byteSize,
  kind,
  name,
}: {
  asset: string;
  byteSize: number;
  kind: PreviewKind;
  name: string;
}) {
  const { status, text, hasMore, retry } = useSignedText(asset, byteSize);
  if (status === 'failed') return <BrokenMedia onRetry={retry} />;
  if (status === 'loading') return <p className={styles.none}>Loading…</p>;
  return (
    <div className={styles.preview}>
      {kind === 'table' && <TablePreview text={text} name={name} />}
      {kind === 'tree' && <TreePreview text={text} isWhole={!hasMore} />}
      {kind === 'text' && <pre className={styles.text}>{text.slice(0, 200_000)}</pre>}
      {hasMore && <p className={styles.none}>This is the beginning of the file. Download it to read on.</p>}
    </div>
  );
}

const mostRows = 200;

function TablePreview({ text, name }: { text: string; name: string }) {
  const { header, rows, isCut } = useMemo(() => parseCsv(text, mostRows), [text]);
  const columns = useMemo(
    () =>
      header.map((title, index) => ({
        id: String(index),
        title,
        isNumber:
          rows.length > 0 && rows.every((row) => (row[index] ?? '').trim() === '' || !Number.isNaN(Number(row[index]))),
        cell: (row: { cells: readonly string[] }) => row.cells[index] ?? '',
      })),
    [header, rows],
  );
  return (
    <>
      <Table
        caption={name}
        columns={columns}
        rows={rows.map((cells, index) => ({ id: String(index), cells }))}
        rowKey={(row) => row.id}
      />
      {isCut && <p className={styles.none}>These are the first {mostRows} rows.</p>}
    </>
  );
}

function TreePreview({ text, isWhole }: { text: string; isWhole: boolean }) {
  const value = useMemo(() => (isWhole ? parseJson(text) : undefined), [text, isWhole]);
  // What is cut off or not JSON after all can still be read as it is.
  if (value === undefined) return <pre className={styles.text}>{text.slice(0, 200_000)}</pre>;
  return (
    <div className={styles.tree}>
      <JsonTree value={value} />
    </div>
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function previewKindOf(contentType: string, name: string): PreviewKind | undefined {
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  if (/\/(csv|tab-separated-values)/.test(contentType) || ['csv', 'tsv'].includes(extension)) return 'table';
  if (/[/+](json|geo\+json)$/.test(contentType) || extension === 'json' || extension === 'geojson') return 'tree';
  const isText = contentType.startsWith('text/') || /\/(yaml|toml|xml|x-ndjson|x-sh|javascript)$/.test(contentType);
  return isText || ['ndjson', 'yaml', 'yml', 'toml', 'log', 'md', 'txt', 'xml', 'srt', 'vtt'].includes(extension)
    ? 'text'
    : undefined;
}
