import { signatureByteSize } from '#formats/signatures.ts';
import { decodedImage, type ReadableImage } from '../media/images/decoded-image.ts';
import type { SourceFile } from './source-file.ts';
import type { StepContext } from './step.ts';

type Input = Pick<StepContext, 'asset' | 'file' | 'ffmpeg' | 'signal'>;

const decoded = new WeakMap<SourceFile, Promise<ReadableImage>>();

/** Returns the image of an asset in a format that the image library can read. The steps of a file share the result. */
export function readableImage(context: Input): Promise<ReadableImage> {
  const { file } = context;
  let image = decoded.get(file);
  if (!image) {
    image = decode(context);
    decoded.set(file, image);
    image.catch(() => decoded.delete(file));
  }
  return image;
}

async function decode({ asset, file, ffmpeg, signal }: Input): Promise<ReadableImage> {
  const path = await file.path();
  return decodedImage(ffmpeg, path, await file.beginning(signatureByteSize), asset.contentType, signal);
}
