import { signatureByteSize } from '#formats/signatures.ts';
import { decodedImage, type ReadableImage } from '../media/images/decoded-image.ts';
import type { SourceFile } from './source-file.ts';
import type { StepContext } from './step.ts';

const decoded = new WeakMap<SourceFile, Promise<ReadableImage>>();

/** Returns the image of an asset in a form that can be read. Several steps share it. */
export function readableImage({ asset, file, signal }: Pick<StepContext, 'asset' | 'file' | 'signal'>) {
  let image = decoded.get(file);
  if (!image) {
    image = decode({ asset, file, signal });
    decoded.set(file, image);
    image.catch(() => decoded.delete(file));
  }
  return image;
}

async function decode({ asset, file, signal }: Pick<StepContext, 'asset' | 'file' | 'signal'>): Promise<ReadableImage> {
  const path = await file.path();
  return decodedImage(path, await file.beginning(signatureByteSize), asset.contentType, signal);
}
