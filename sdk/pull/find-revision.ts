import type { Ask } from '../api/api.ts';
import { VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { Revision } from './list-items.ts';

const FindRevision = graphql(`
  query FindRevision($organization: String!, $dataset: String!) {
    dataset(organizationSlug: $organization, slug: $dataset) { revision { number } }
  }
`);

/** Returns the requested revision, or the current one if the request names none. */
export async function findRevision(
  ask: Ask,
  { organization, dataset, revision }: { organization: string; dataset: string; revision?: number },
): Promise<Revision> {
  const { data, requestId } = await ask(FindRevision, { organization, dataset });
  const name = `${organization}/${dataset}`;
  if (!data.dataset) {
    throw new VitrineError(
      'NOT_FOUND',
      `The dataset ${name} does not exist, or you do not have permission to see it.`,
      {
        requestId,
        hint: 'Check the names and the token.',
      },
    );
  }
  const current = data.dataset.revision?.number;
  const number = revision ?? current;
  if (current === undefined || number === undefined || number < 1 || number > current) {
    const message = current === undefined ? 'Nothing has been published yet' : `The latest revision is ${current}`;
    throw new VitrineError('NOT_FOUND', `${name} has no revision ${number ?? 1}. ${message}.`, { requestId });
  }
  return { organization, dataset, number };
}
