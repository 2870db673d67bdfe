import { essenceOf } from './content-type.ts';

/**
 * Content types of images that every browser can show. Excludes SVG, which can contain scripts and is never shown
 * inline.
 */
export const webImageTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-ms-bmp',
  'image/vnd.microsoft.icon',
  'image/x-icon',
];

export function isWebImage(contentType: string): boolean {
  return webImageTypes.includes(essenceOf(contentType));
}
