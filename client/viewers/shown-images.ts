/** Content types of images that every browser displays. SVG is not among them: it may hold scripts, and is never inline. */
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
