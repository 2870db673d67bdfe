import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const call = /\bgraphql\(`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`\)/g;

/**
 * Replaces each `graphql(…)` call of the viewer by its persisted document, with text and hash. Without this plugin, the
 * viewer would load the documents of all pages at its start. Fragments become `undefined`, because their text is part
 * of the documents that use them and their value is never read.
 */
export function inlineDocuments(): Plugin {
  let persisted: readonly string[] = [];
  return {
    name: 'inline-documents',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const file = JSON.parse(readFileSync('client/gql/persisted-documents.json', 'utf8')) as Record<string, string>;
      persisted = Object.values(file);
    },
    transform(code, id) {
      if (!/\/client\/.*\.tsx?$/.test(id) || id.includes('/client/gql/') || !code.includes('graphql(`'))
        return undefined;
      const inlined = code.replaceAll(call, (_text, kind: string, name: string) =>
        kind === 'fragment' ? 'undefined' : documentCall(persisted, kind, name),
      );
      const helper = "import { persistedDocument } from '/data/persisted-document.ts';\n";
      return { code: inlined.includes('persistedDocument(') ? helper + inlined : inlined, map: null };
    },
  };
}

function documentCall(persisted: readonly string[], kind: string, name: string): string {
  const text = persisted.find((document) => new RegExp(`\\b${kind} ${name}\\b`).test(document));
  if (text === undefined)
    throw new Error(`${name} is not in client/gql/persisted-documents.json. Run npm run codegen.`);
  const hash = createHash('sha256').update(text).digest('hex');
  return `/* @__PURE__ */ persistedDocument(${[kind, name, hash, text].map((part) => JSON.stringify(part)).join(', ')})`;
}
