import { ImageOff } from 'lucide-react';
import { type ImgHTMLAttributes, useState } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './signed-image.module.css';
import * as strings from './strings.ts';
import { useSignedUrl, useSignedUrls } from './use-signed-url.ts';

interface SignedImageProps extends Omit<ImgHTMLAttributes<HTMLImageElement>, 'src' | 'onLoad' | 'onError'> {
  /** Id of the asset, or `<asset>:<variant>`. */
  asset: string;
  alt: string;
  onLoad?: (image: HTMLImageElement) => void;
}

/**
 * Image that requests its signed URL when needed. If the store refuses the URL, it requests a new one. After loading,
 * it keeps the URL.
 */
export function SignedImage({ asset, ...rest }: SignedImageProps) {
  return <Image key={asset} asset={asset} {...rest} />;
}

function Image({ asset, alt, className, onLoad, ...rest }: SignedImageProps) {
  const urls = useSignedUrls();
  const [shown, setShown] = useState<{ url: string; attempt: number }>();
  // Stops requesting URLs once the image has loaded.
  const state = useSignedUrl(shown === undefined ? asset : undefined);
  const source = shown ?? (state.status === 'ready' ? state : undefined);
  if (state.status === 'failed' && shown === undefined) {
    return (
      <button type="button" tabIndex={-1} className={cx(styles.failed, className)} onClick={() => urls.retry(asset)}>
        <ImageOff size={16} aria-hidden />
        <span>{state.reason === 'not-found' ? strings.imageMissing : strings.imageFailed}</span>
      </button>
    );
  }
  if (source === undefined) return <span className={cx(styles.waiting, className)} />;
  return (
    <img
      // A retry may get the same URL. Without a new key, the browser would not load it again.
      key={source.attempt}
      {...rest}
      src={source.url}
      alt={alt}
      decoding="async"
      draggable={false}
      className={cx(styles.image, shown !== undefined && styles.shown, className)}
      onLoad={(event) => {
        setShown(source);
        urls.worked(asset);
        onLoad?.(event.currentTarget);
      }}
      onError={() => urls.refused(asset, source.url)}
    />
  );
}
