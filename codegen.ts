import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const presetConfig = { fragmentMasking: { unmaskFunctionName: 'readFragment' } };

const persistedDocuments = { hashAlgorithm: 'sha256' } as const;

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  scalars: { ByteCount: 'number', DateTime: 'string', JSON: 'unknown' },
};

/** Types the documents of the viewer and of the SDK against the committed contract. */
const codegen: CodegenConfig = {
  schema: 'schema/schema.graphql',
  importExtension: '.ts',
  ignoreNoDocuments: true,
  generates: {
    'client/gql/': {
      preset: 'client',
      documents: ['client/**/*.{ts,tsx}', '!client/gql/**', '!client/**/*.test.ts'],
      // graphcache needs __typename in what is really sent, and a persisted document is sent as it was generated.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { ...presetConfig, persistedDocuments },
      config,
    },
    // Which types stand behind an interface or a union: the cache has to know to read `... on Error`.
    'client/gql/possible-types.ts': { plugins: ['fragment-matcher'], config: { useExplicitTyping: false } },
    'sdk/gql/': {
      preset: 'client',
      documents: ['sdk/**/*.ts', '!sdk/gql/**', '!sdk/**/*.test.ts'],
      presetConfig: { fragmentMasking: false, persistedDocuments },
      config: { ...config, documentMode: 'string' },
    },
  },
};

export default codegen;
