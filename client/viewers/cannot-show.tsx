import { FileX, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { SignedImage } from '../data/signed-image.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './cannot-show.module.css';
import { DownloadButton } from './download-button.tsx';
import * as strings from './strings.ts';

interface CannotShowProps {
  title?: string;
  /** Reason in one sentence. */
  children?: ReactNode;
  /** File to download instead. */
  file?: { asset: string; filename: string };
  /** Id of a picture of the file, made by the server. */
  picture?: string;
  /** Set if another attempt may succeed. Only the user starts one. */
  onRetry?: () => void;
  className?: string;
}

/** Shown in place of a file that cannot be displayed: the reason and a download. */
export function CannotShow(props: CannotShowProps) {
  const { title = strings.cannotShowFile, file, picture, onRetry } = props;
  return (
    <div className={cx(styles.message, props.className)} role="alert">
      {picture ? <SignedImage asset={picture} alt="" className={styles.picture} /> : <FileX size={20} aria-hidden />}
      <strong>{title}</strong>
      <p>{props.children ?? strings.cannotShowFileHint}</p>
      {(file || onRetry) && (
        <div className={styles.actions}>
          {onRetry && (
            <Button icon={<RotateCw size={14} />} onClick={onRetry}>
              {strings.tryAgain}
            </Button>
          )}
          {file && <DownloadButton {...file} />}
        </div>
      )}
    </div>
  );
}
