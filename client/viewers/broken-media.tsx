import { ImageOff, RotateCw } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './broken-media.module.css';

interface BrokenMediaProps {
  title?: string;
  children?: string;
  onRetry?: () => void;
  className?: string;
}

/** Stands where a file should show that could not be loaded or read. Nothing is tried again until a person asks. */
export function BrokenMedia({
  title = 'This file cannot be shown',
  children = 'It did not load, or its form is not one this browser knows. It may still be downloaded.',
  onRetry,
  className,
}: BrokenMediaProps) {
  return (
    <div className={cx(styles.broken, className)} role="alert">
      <ImageOff size={20} aria-hidden />
      <strong>{title}</strong>
      <p>{children}</p>
      {onRetry && (
        <Button icon={<RotateCw size={14} />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
