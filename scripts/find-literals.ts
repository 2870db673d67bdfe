import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** String of a source file. The values in a template are replaced by `0`. */
export interface FoundLiteral {
  line: number;
  text: string;
  /** Whether users read the string, for example because it is text in JSX, a label, a title or a message. */
  isRead: boolean;
}

/** Attributes and properties whose text is shown to users or read by screen readers. */
const readNames =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|data-tip|alt|title|placeholder|label|about|caption|description|empty|error|forbidden|group|heading|hint|lead|message|note|noun|verb|\w+Label)$/;

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** Returns the strings of a file, except those of imports, types and GraphQL documents. */
export function findLiterals(file: string): FoundLiteral[] {
  const source = readFileSync(file, 'utf8');
  const found: FoundLiteral[] = [];
  visit(parseSync(file, source).program as unknown as Node, false);
  return found;

  function visit(node: Node, isRead: boolean): void {
    if (isWithoutWords(node)) return;
    const text = textOf(node);
    if (text !== undefined) found.push({ line: source.slice(0, node.start).split('\n').length, text, isRead });
    for (const [key, child] of Object.entries(node)) {
      for (const each of [child].flat().filter(isNode)) visit(each, isReadIn(node, key, isRead));
    }
  }
}

function isWithoutWords(node: Node): boolean {
  const isDocument = node.type === 'CallExpression' && nameOf(node['callee']) === 'graphql';
  const isCode = node.type === 'JSXElement' && nameOf((node['openingElement'] as Node)['name']) === 'code';
  return isDocument || isCode || /^(?:ImportDeclaration|TSLiteralType)$/.test(node.type);
}

/** Returns whether users read a string that is in this place of a node. */
function isReadIn(node: Node, key: string, isRead: boolean): boolean {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return key === 'children';
    case 'JSXAttribute':
      return key === 'value' && readNames.test(nameOf(node['name']));
    case 'Property':
      return key === 'value' && readNames.test(nameOf(node['key']));
    case 'ConditionalExpression':
      return isRead && key !== 'test';
    case 'LogicalExpression':
      return isRead && (key === 'right' || node['operator'] !== '&&');
    case 'JSXExpressionContainer':
      return isRead;
    default:
      return false;
  }
}

function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText' || (node.type === 'Literal' && typeof node['value'] === 'string')) {
    return String(node['value']).replaceAll(/\s+/g, ' ').trim();
  }
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('0');
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
