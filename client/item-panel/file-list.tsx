import { lazy, Suspense, useState } from 'react';
import { showInvisible } from '#formats/show-invisible.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { cx } from '../ui/cx.ts';
import { formatByteSize, formatDuration } from '../ui/format.ts';
import { DownloadButton } from '../viewers/download-button.tsx';
import { previewKindOf } from '../viewers/preview-kind.ts';
import styles from './file-list.module.css';
import { InspectorSection } from './inspector-section.tsx';
import { ProcessingNotes } from './processing-notes.tsx';
import * as strings from './strings.ts';

const AssetDialog = lazy(async () => ({ default: (await import('./asset-dialog.tsx')).AssetDialog }));

const FileRowFragment = graphql(`
  fragment FileRow_asset on Asset {
    id
    role
    filename
    contentType
    byteSize
    sha256
    width
    height
    durationSeconds
    derived
    processing {
      task
      state
      reason
    }
  }
`);

const FileListFragment = graphql(`
  fragment FileList_item on Item {
    key
    assets {
      id
      ...FileRow_asset
    }
  }
`);

/** Files of an item with their facts, processing states and download buttons. */
export function FileList(props: { item: FragmentType<typeof FileListFragment> }) {
  const { key, assets } = readFragment(FileListFragment, props.item);
  return (
    <InspectorSection title={strings.files} note={assets.length}>
      <ul className={styles.files}>
        {assets.map((asset) => (
          <FileRow key={asset.id} asset={asset} itemKey={key} />
        ))}
      </ul>
    </InspectorSection>
  );
}

function FileRow(props: { asset: FragmentType<typeof FileRowFragment>; itemKey: string }) {
  const asset = readFragment(FileRowFragment, props.asset);
  const { id, role, filename, contentType, byteSize, sha256, width, height, durationSeconds, derived, processing } =
    asset;
  const extension = contentType.split('/')[1]?.split(/[+;]/)[0] ?? 'bin';
  const name = filename ?? `${props.itemKey}.${role.toLowerCase()}.${extension}`;
  const [isOpen, setOpen] = useState(false);
  // Excludes the primary file, because the stage already shows it.
  const isOpenable = role !== 'PRIMARY' && previewKindOf(contentType, name) !== 'none';
  const facts = [
    contentType,
    formatByteSize(byteSize),
    width && height ? `${width} × ${height}` : undefined,
    typeof durationSeconds === 'number' ? formatDuration(durationSeconds, 1) : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <li className={styles.file}>
      <div className={styles.line}>
        {isOpenable ? (
          <button
            type="button"
            className={cx(styles.name, styles.open)}
            data-tip={strings.openFile(showInvisible(name))}
            onClick={() => setOpen(true)}
          >
            {filename ? showInvisible(filename) : strings.roles[role]}
          </button>
        ) : (
          <span className={styles.name} data-tip={showInvisible(name)}>
            {filename ? showInvisible(filename) : strings.roles[role]}
          </span>
        )}
        <DownloadButton asset={id} filename={name} isSmall />
      </div>
      <p className={styles.facts}>
        {filename && role !== 'PRIMARY' && <span>{strings.roles[role]}</span>}
        {derived && <span>{strings.generated}</span>}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <p className={styles.digest}>
        <code data-tip={strings.sha256(sha256)}>{sha256.slice(0, 12)}…</code>
        <CopyButton text={sha256} label={strings.copySha256} />
      </p>
      <ProcessingNotes processing={processing} />
      {isOpen && (
        <Suspense fallback={<output className={styles.facts}>{strings.loading}</output>}>
          <AssetDialog file={{ id, byteSize, contentType }} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </li>
  );
}
