/** Returns a content type without its parameters, in lower case. */
export function essenceOf(contentType: string): string {
  return contentType.split(';', 1)[0]!.trim().toLowerCase();
}

/**
 * Pattern of a media type (RFC 9110, section 8.3.1). The type must be in lower case, so that equal types are equal
 * texts.
 */
export const contentTypePattern =
  /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*(; ?[\w!#$%&'*+.^`|~-]+=([\w!#$%&'*+.^`|~-]+|"[\w!#$%&'*+.^`|~:;,=?@/()<>[\]{}-]*"))*$/;

export const maxContentTypeLength = 255;

/** Returns whether a text is a media type in lower case, with or without parameters, of at most 255 characters. */
export function isContentType(text: string): boolean {
  return text.length <= maxContentTypeLength && contentTypePattern.test(text);
}
