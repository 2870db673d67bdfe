import type { Plugin } from 'vite';
import * as generated from '../client/gql/graphql.ts';

const call = /\bgraphql\(`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`\)/g;

/**
 * Puts each generated document where its text stands. Without it the viewer would start by loading the documents of all
 * its pages, each of them twice: as the text that is looked up, and as what is found.
 */
export function inlineDocuments(): Plugin {
  return {
    name: 'inline-documents',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/client\/.*\.tsx?$/.test(id) || id.includes('/client/gql/') || !code.includes('graphql(`'))
        return undefined;
      return { code: code.replaceAll(call, (_text, kind: string, name: string) => documentOf(kind, name)), map: null };
    },
  };
}

function documentOf(kind: string, name: string): string {
  const pascal = name.replaceAll(/(?:^|_)[a-z]/g, (start) => start.toUpperCase());
  const exported = pascal + (kind === 'fragment' ? 'FragmentDoc' : 'Document');
  const found = Object.entries(generated).find(([key]) => key === exported);
  if (!found) throw new Error(`${exported} is not in client/gql/graphql.ts. Run npm run codegen.`);
  return JSON.stringify(found[1]);
}
