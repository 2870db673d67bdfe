import { isAbstractType, isObjectType } from 'graphql';
import { schema } from '#schema/index.ts';
import { query, type Request } from './mistake.ts';

/** Selections of success types that contain errors. */
const successes: Record<string, string> = {
  requestUploads: '... on RequestUploadsSuccess { answers { __typename ... on UploadRejected { code message path } } }',
};

/** Returns a request for a mutation that selects the code, message and facts of each error that it lists. */
export function mutation(name: string, input: object): Request {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const union = schema.getType(`${type}Result`);
  if (!isAbstractType(union)) throw new Error(`There is no mutation ${name}.`);
  const facts = schema
    .getPossibleTypes(union)
    .filter((member) => isObjectType(member) && 'path' in member.getFields())
    .map((member) => `... on ${member.name} { path }`);
  const issues = name === 'publishIngestSession' ? '... on ValidationFailed { session { id } }' : '';
  const selection = ['__typename ... on Error { code message }', ...facts, issues, successes[name] ?? ''].join(' ');
  return query(`mutation ($input: ${type}Input!) { ${name}(input: $input) { ${selection} } }`, { input });
}
