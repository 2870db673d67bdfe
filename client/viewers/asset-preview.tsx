import { lazy, Suspense, useMemo } from 'react';
import { SignedImage } from '../data/signed-image.tsx';
import { Button } from '../ui/button.tsx';
import { formatByteSize } from '../ui/format.ts';
import styles from './asset-preview.module.css';
import { CannotShow } from './cannot-show.tsx';
import { EncodingNote } from './encoding-note.tsx';
import { JsonTree } from './json-tree.tsx';
import { previewKindOf } from './preview-kind.ts';
import * as strings from './strings.ts';
import { type TextFile, useSignedText } from './use-signed-text.ts';

const TextPane = lazy(async () => ({ default: (await import('./text-pane.tsx')).TextPane }));
const TablePanel = lazy(async () => ({ default: (await import('./table-panel.tsx')).TablePanel }));
const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

interface AssetPreviewProps {
  file: TextFile;
  name: string;
}

/**
 * Preview of any file that can be shown: a picture, pages, a table, a tree or a text. For other files, says that they
 * cannot be shown.
 */
export function AssetPreview({ file, name }: AssetPreviewProps) {
  const kind = previewKindOf(file.contentType, name);
  const download = { asset: file.id, filename: name };
  switch (kind) {
    case 'picture':
      return <SignedImage asset={file.id} alt={name} className={styles.picture} />;
    case 'pages':
      return (
        <div className={styles.pages}>
          <Suspense fallback={<output className={styles.note}>{strings.loading}</output>}>
            <PdfPages file={file} filename={name} title={name} />
          </Suspense>
        </div>
      );
    case 'text':
      return (
        <div className={styles.lines}>
          <Suspense fallback={<output className={styles.note}>{strings.loading}</output>}>
            <TextPane file={file} name={name} label={strings.textOf(name)} />
          </Suspense>
        </div>
      );
    case 'table':
      return (
        <div className={styles.table}>
          <Suspense fallback={<output className={styles.note}>{strings.loading}</output>}>
            <TablePanel key={file.id} file={file} name={name} />
          </Suspense>
        </div>
      );
    case 'tree':
    case 'unknown':
      return <ReadPreview key={file.id} file={file} name={name} kind={kind} />;
    case 'none':
      return (
        <CannotShow title={strings.noPreview} file={download}>
          {strings.noPreviewOf(file.contentType)}
        </CannotShow>
      );
    default:
      return kind satisfies never;
  }
}

/** Number of bytes that are enough to distinguish text from other files. */
const sniffedByteSize = 64_000;
const maxCharacters = 200_000;

function ReadPreview({ file, name, kind }: AssetPreviewProps & { kind: 'tree' | 'unknown' }) {
  const loaded = useSignedText(file, kind === 'unknown' ? sniffedByteSize : undefined);
  const { status, text, hasMore } = loaded;
  const download = { asset: file.id, filename: name };
  if (status === 'failed') return <CannotShow file={download} onRetry={loaded.retry} />;
  if (status === 'loading') return <output className={styles.note}>{strings.loading}</output>;
  if (status === 'binary') {
    return (
      <CannotShow title={kind === 'unknown' ? strings.noPreview : strings.notText} file={download}>
        {kind === 'unknown' ? strings.noPreviewOf(file.contentType) : strings.notTextHint(file.contentType)}
      </CannotShow>
    );
  }
  if (file.byteSize === 0) return <p className={styles.note}>{strings.emptyFile}</p>;
  const isCut = text.length > maxCharacters;
  return (
    <div className={styles.preview}>
      <EncodingNote encoding={loaded.encoding} className={styles.note} />
      {kind === 'tree' && <TreePreview text={text} isWhole={!hasMore} />}
      {kind === 'unknown' && <pre className={styles.text}>{text.slice(0, maxCharacters)}</pre>}
      {hasMore && kind === 'unknown' && !isCut && (
        <p className={styles.note}>
          <Button isBusy={loaded.isLoadingMore} onClick={loaded.loadMore}>
            {strings.showMore}
          </Button>{' '}
          {strings.totalSize(formatByteSize(file.byteSize))}
        </p>
      )}
      {(isCut || (hasMore && kind !== 'unknown')) && <p className={styles.note}>{strings.fileBeginning}</p>}
    </div>
  );
}

function TreePreview({ text, isWhole }: { text: string; isWhole: boolean }) {
  const value = useMemo(() => (isWhole ? parseJson(text) : undefined), [text, isWhole]);
  // An incomplete or malformed JSON file can still be read as text.
  if (value === undefined) return <pre className={styles.text}>{text.slice(0, maxCharacters)}</pre>;
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
