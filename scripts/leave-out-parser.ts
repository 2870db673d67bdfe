import type { Plugin } from 'vite';

const graphqlWeb = '@0no-co/graphql.web';
const withoutParser = '\0graphql-web-without-parser';

/**
 * Removes the GraphQL parser and printer, which urql imports. The viewer does not need them, because each document of
 * the build contains its text. See `client/data/persisted-document.ts`.
 */
export function leaveOutParser(): Plugin {
  return {
    name: 'leave-out-parser',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) => (source === graphqlWeb && importer !== withoutParser ? withoutParser : undefined),
    load: (id) => (id === withoutParser ? module : undefined),
  };
}

const module = `
  export { GraphQLError, Kind } from '${graphqlWeb}';
  export const print = (document) => document.loc.source.body;
  export const parse = () => { throw new Error('The viewer is built without a parser of GraphQL.'); };
`;
