import { FileX, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { SignedImage } from '../data/signed-image.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './cannot-show.module.css';
import { DownloadButton } from './download-button.tsx';

interface CannotShowProps {
  title?: string;
  /** The reason, in a sentence. */
  children?: ReactNode;
  /** The file, to be downloaded instead. */
  file?: { asset: string; filename: string };
  /** Id of a picture of it that the server made. */
  picture?: string;
  /** Given where another try may succeed. Nothing is tried again until a person asks. */
  onRetry?: () => void;
  className?: string;
}

/** Stands where a file would be, if it cannot be displayed: says so, says why, and offers the file. */
export function CannotShow(props: CannotShowProps) {
  const { title = 'This file can’t be displayed', file, picture, onRetry } = props;
  return (
    <div className={cx(styles.message, props.className)} role="alert">
      {picture ? <SignedImage asset={picture} alt="" className={styles.picture} /> : <FileX size={20} aria-hidden />}
      <strong>{title}</strong>
      <p>{props.children ?? 'It didn’t load. Try again, or download it.'}</p>
      {(file || onRetry) && (
        <div className={styles.actions}>
          {onRetry && (
            <Button icon={<RotateCw size={14} />} onClick={onRetry}>
              Try again
            </Button>
          )}
          {file && <DownloadButton {...file} />}
        </div>
      )}
    </div>
  );
}
