import { S3Error } from './s3-error.ts';

/** Percent-encodes a text as signatures require (RFC 3986): all characters except letters, digits and `-._~`. */
export function encodeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function encodeUriPath(path: string): string {
  return path.split('/').map(encodeUri).join('/');
}

export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new S3Error('InvalidURI', 'The address is not valid percent-encoded UTF-8.', { cause });
  }
}
