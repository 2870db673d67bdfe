import { S3Error } from './s3-error.ts';

/** XML element with its content. Attributes are ignored, because requests of S3 do not need them. */
export class XmlElement {
  readonly name: string;
  readonly children: XmlElement[] = [];
  text = '';

  constructor(name: string) {
    this.name = name;
  }

  all(name: string): XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }

  /** Returns the text of the child with that name. Returns `undefined` if there is none. */
  value(name: string): string | undefined {
    return this.children.find((child) => child.name === name)?.text;
  }
}

const maxDepth = 8;
const token =
  /<\?.*?\?>|<!--.*?-->|<(?<close>\/)?(?<name>[A-Za-z_][\w.:-]*)(?:\s[^<>]*?)?(?<empty>\/)?>|(?<text>[^<]+)/suy;

/**
 * Parses the small XML documents of S3 clients. Rejects document types, custom entities and CDATA as malformed, because
 * they can be used for attacks.
 */
export function readXml(source: string): XmlElement {
  const document = new XmlElement('');
  const open = [document];
  const reader = new RegExp(token);
  const text = source.replace(/^\uFEFF/, '');
  while (reader.lastIndex < text.length) {
    const groups = reader.exec(text)?.groups;
    const current = open.at(-1);
    if (!groups || !current) throw malformed();
    if (groups['text'] !== undefined) current.text += decodeEntities(groups['text']);
    const name = groups['name'];
    if (name === undefined) continue;
    if (groups['close']) {
      if (current.name !== name || open.length === 1) throw malformed();
      open.pop();
      continue;
    }
    const element = new XmlElement(name);
    current.children.push(element);
    if (!groups['empty']) open.push(element);
    if (open.length > maxDepth) throw malformed();
  }
  const root = document.children[0];
  if (!root || document.children.length > 1 || open.length > 1 || document.text.trim() !== '') throw malformed();
  return root;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));|&/gi,
    (_all, hex?: string, decimal?: string, name?: string) => {
      const codePoint = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
      if (codePoint !== undefined && codePoint <= 0x10ffff) return String.fromCodePoint(codePoint);
      const character = name && Object.hasOwn(named, name) ? named[name] : undefined;
      if (character === undefined) throw malformed();
      return character;
    },
  );
}

function malformed(): S3Error {
  return new S3Error('MalformedXML', 'The XML is not well-formed, or not what this request takes.');
}
