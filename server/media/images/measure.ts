import type { ImageSize, ImageTasks } from './image-request.ts';
import { isDrawing, openDrawing } from './open-drawing.ts';
import { openImage, readable, withDrawings } from './open-image.ts';

/** Reads the size of an image from its header, however large the image is. */
export async function measure({ source, contentType }: ImageTasks['measure']['input']): Promise<ImageSize> {
  if (isDrawing(contentType)) {
    const { width, height } = await withDrawings(async () => openDrawing(source));
    return { width, height, pageCount: null };
  }
  const metadata = await readable(() => openImage(source, { limitInputPixels: false, failOn: 'none' }).metadata());
  const { autoOrient, format, pages = 1 } = metadata;
  return { width: autoOrient.width, height: autoOrient.height, pageCount: format === 'tiff' ? pages : null };
}
