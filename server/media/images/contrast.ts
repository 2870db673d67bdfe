import type { ImageTasks } from './image-request.ts';
import { openImage, readable } from './open-image.ts';

/** Returns the largest standard deviation of a color channel. */
export async function contrast({ source }: ImageTasks['contrast']['input']): Promise<number> {
  const { channels } = await readable(() => openImage(source).stats());
  return Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev));
}
