import { File } from 'lucide-react';
import { showInvisible } from '#formats/show-invisible.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { formatByteSize } from '../ui/format.ts';
import { AssetPreview } from './asset-preview.tsx';
import { DownloadButton } from './download-button.tsx';
import styles from './file-viewer.module.css';

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

/** Viewer for a file of any kind: its name, type, size and download, and a preview if there is one. */
export function FileViewer(props: { item: FragmentType<typeof FileViewerFragment> }) {
  const { key, content } = readFragment(FileViewerFragment, props.item);
  const { id, filename, contentType, byteSize } = content.primary;
  const name = filename ?? key;
  return (
    <div className={styles.viewer}>
      <header className={styles.header}>
        <File size={18} aria-hidden />
        <div className={styles.facts}>
          <strong>{showInvisible(name)}</strong>
          <span>
            {contentType} · {formatByteSize(byteSize)}
          </span>
        </div>
        <DownloadButton asset={id} filename={name} />
      </header>
      <AssetPreview file={content.primary} name={name} />
    </div>
  );
}
