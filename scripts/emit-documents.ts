import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Puts the documents of the viewer beside it, by their hashes: the server takes them from there. */
export function emitDocuments(): Plugin {
  return {
    name: 'emit-documents',
    apply: 'build',
    generateBundle() {
      const source = readFileSync('client/gql/persisted-documents.json', 'utf8');
      this.emitFile({ type: 'asset', fileName: 'persisted-documents.json', source });
    },
  };
}
