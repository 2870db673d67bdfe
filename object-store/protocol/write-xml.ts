/**
 * Content of an XML element: a text, elements by name, or several elements with the same name. `undefined` is omitted.
 */
export type XmlContent = string | number | boolean | undefined | XmlElements | readonly XmlContent[];
export interface XmlElements {
  readonly [name: string]: XmlContent;
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Returns an XML document with one root element. An error document has no namespace, as in S3. */
export function writeXml(root: string, content: XmlElements | string): string {
  const attributes = root === 'Error' ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attributes}>${typeof content === 'string' ? escapeXml(content) : writeContent(content)}</${root}>`;
}

function writeContent(content: XmlElements): string {
  return Object.entries(content)
    .map(([name, value]) => writeElement(name, value))
    .join('');
}

function writeElement(name: string, value: XmlContent): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((entry) => writeElement(name, entry)).join('');
  const inner = typeof value === 'object' ? writeContent(value) : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

function isList(value: XmlContent): value is readonly XmlContent[] {
  return Array.isArray(value);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]|\p{Cc}/gu,
    (character) => escapes[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}
