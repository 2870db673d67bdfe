import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Writes the documents of the viewer, by their hashes, into its build. The server reads them there. */
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
