import { readFileSync } from 'node:fs';
import * as graphql from '@graphql-eslint/eslint-plugin';
import { buildSchema, isObjectType } from 'graphql';

const contract = 'schema/schema.graphql';

// What can be asked for again is a Node and has an id; everything else is a value, an answer or an error, and has none.
const values = Object.values(buildSchema(readFileSync(contract, 'utf8')).getTypeMap())
  .filter((type) => isObjectType(type) && !type.getInterfaces().some(({ name }) => name === 'Node'))
  .map(({ name }) => name);

/** GraphQL lint; TypeScript is oxlint's. The strictest public rule sets, apart from what is said beside each rule. */
export default [
  {
    files: [contract],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: contract } } },
    rules: {
      ...graphql.configs['flat/schema-all'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // What a description says is checked by scripts/words/description-faults.ts.
      '@graphql-eslint/require-description': [
        'error',
        { types: true, EnumValueDefinition: true, FieldDefinition: true, InputValueDefinition: true },
      ],
      // The contract is printed in alphabetical order; the rule has an opinion on the order inside arguments as well.
      '@graphql-eslint/alphabetize': 'off',
      // Lists of values, such as tags, are no connections.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      '@graphql-eslint/strict-id-in-types': [
        'error',
        { acceptedIdNames: ['id'], acceptedIdTypes: ['ID'], exceptions: { types: values } },
      ],
      // `@deprecated` has no argument for a date in GraphQL: it stands in the reason, and scripts/compatibility.ts asks for it.
      '@graphql-eslint/require-deprecation-date': 'off',
      // A mutation returns its errors in its result, which is never null. `schema/index.ts` makes the fields of Query nullable,
      // and schema/field-errors.test.ts checks both.
      '@graphql-eslint/require-nullable-result-in-root': 'off',
      // A schema that can be written to has a Mutation type.
      '@graphql-eslint/no-root-type': 'off',
    },
  },
];
