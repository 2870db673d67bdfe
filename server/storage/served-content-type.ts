/*
 * What browsers may be told about bytes that others published. Everything here is shown and never run; whatever could
 * carry script (HTML, SVG, other XML) or is unknown is served as bytes to be saved.
 */
const media = /^(?:image|video|audio)\/[a-z0-9][a-z0-9.+-]*$/;
const texts = ['text/plain', 'text/vtt', 'text/csv', 'text/tab-separated-values', 'text/markdown'];
const others = ['application/json', 'application/x-ndjson', 'application/pdf'];
const unknown = 'application/octet-stream';

export function servedContentType(contentType: string): string {
  const [essence = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (texts.includes(essence)) return `${essence}; charset=${readCharset(parameters) ?? 'utf-8'}`;
  // Source code is read as text, whatever its language.
  if (essence.startsWith('text/x-')) return `text/plain; charset=${readCharset(parameters) ?? 'utf-8'}`;
  if (others.includes(essence) || isInertMedia(essence)) return essence;
  return unknown;
}

/** Whether a browser may show the bytes in place when somebody opens their URL as a page. */
export function maySeeInline(contentType: string): boolean {
  const served = servedContentType(contentType);
  // A document viewer runs what is in a PDF. Pages that fetch it, as a viewer does, are not affected by a disposition.
  return served !== unknown && served !== 'application/pdf';
}

function isInertMedia(essence: string): boolean {
  return media.test(essence) && !/svg|xml|html|script/.test(essence);
}

/** UTF-7 is the one charset in which harmless letters become markup. */
function readCharset(parameters: string[]): string | undefined {
  for (const parameter of parameters) {
    const charset = /^charset="?([a-z0-9][a-z0-9_-]{1,30})"?$/.exec(parameter)?.[1];
    if (charset !== undefined && !charset.includes('utf-7')) return charset;
  }
  return undefined;
}
