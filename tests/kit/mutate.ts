import { encodeGlobalID } from '@pothos/plugin-relay';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { answerIn, answerTo } from './ask.ts';
import type { Person } from './person.ts';

/** Result of a mutation: the selected fields of its success, or the code and message of its error. */
export type Outcome = { code?: string; message?: string } & Record<string, unknown>;

/** Sends a mutation with an `input`. Returns its success, its typed error, or the top-level error of the response. */
export async function mutate(
  who: Pick<Person, 'context'> | RequestContext,
  name: string,
  input: object | null,
  selection = '__typename',
): Promise<Outcome> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const fields = `__typename ... on ${type}Success { ${selection} } ... on Error { code message }`;
  const document = input
    ? `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${fields} } }`
    : `mutation { ${name} { ${fields} } }`;
  const answer = await ('context' in who ? answerTo(who, document, { input }) : answerIn(who, document, { input }));
  const [error] = answer.errors ?? [];
  if (error) return { code: String(error.extensions?.['code']), message: error.message };
  return answer.data?.[name] as Outcome;
}

/** Returns the global id of a row. */
export function idOf(type: string, row: { id: string } | string): string {
  return encodeGlobalID(type, typeof row === 'string' ? row : row.id);
}

/** Returns the global id of a user's membership. */
export function membershipOf(person: Pick<Person, 'orgId' | 'userId'>): string {
  return encodeGlobalID('Membership', `${person.orgId}.${person.userId}`);
}
