import { unknownContentType } from '#formats/content-types.ts';

/*
 * Content types that browsers may receive for bytes of others. Types in these lists are shown and never executed. Types
 * that can contain scripts (HTML, SVG, other XML) and unknown types are served as bytes to download.
 */
const media = /^(?:image|video|audio)\/[a-z0-9][a-z0-9.+-]*$/;
const texts = ['text/plain', 'text/vtt', 'text/csv', 'text/tab-separated-values', 'text/markdown'];
const others = ['application/json', 'application/x-ndjson', 'application/pdf'];

export function servedContentType(contentType: string): string {
  const [essence = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (texts.includes(essence)) return `${essence}; charset=${readCharset(parameters) ?? 'utf-8'}`;
  // Source code of any language is served as plain text.
  if (essence.startsWith('text/x-')) return `text/plain; charset=${readCharset(parameters) ?? 'utf-8'}`;
  if (others.includes(essence) || isInertMedia(essence)) return essence;
  return unknownContentType;
}

/** Returns whether a browser may show the file inline when a user opens its URL as a page. */
export function maySeeInline(contentType: string): boolean {
  const served = servedContentType(contentType);
  // Excludes PDF, because PDF viewers execute scripts. Pages that fetch a PDF are not affected by the disposition.
  return served !== unknownContentType && served !== 'application/pdf';
}

function isInertMedia(essence: string): boolean {
  return media.test(essence) && !/svg|xml|html|script/.test(essence);
}

/**
 * Returns the charset, or undefined if it is missing or UTF-7. UTF-7 is the only charset in which harmless letters
 * become markup.
 */
function readCharset(parameters: string[]): string | undefined {
  for (const parameter of parameters) {
    const charset = /^charset="?([a-z0-9][a-z0-9_-]{1,30})"?$/.exec(parameter)?.[1];
    if (charset !== undefined && !charset.includes('utf-7')) return charset;
  }
  return undefined;
}
