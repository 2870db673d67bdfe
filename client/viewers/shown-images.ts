/**
 * Content types of images that every browser displays. Excludes SVG: it may contain scripts and is never shown inline.
 */
const shown: ReadonlySet<string> = new Set([
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
]);

export function isShownByBrowsers(contentType: string): boolean {
  return shown.has(contentType.toLowerCase().split(';')[0] ?? '');
}
