import type { Ask } from '../api/api.ts';
import { errorOf, successOf } from '../api/success-of.ts';
import { VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';

const FindDataset = graphql(`
  query FindDataset($organization: String!, $dataset: String!) {
    organization(slug: $organization) { id }
    dataset(organization: $organization, slug: $dataset) { id revision { number } }
  }
`);

const CreateDataset = graphql(`
  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {
    createDataset(input: { organization: $organization, slug: $slug, name: $name, description: $description }) {
      __typename
      ... on CreateDatasetSuccess { dataset { id } }
      ... on Error { code message }
    }
  }
`);

export interface PublishedDataset {
  id: string;
  /** 0 before the first. */
  revision: number;
  created: boolean;
}

export interface DatasetNames {
  organization: string;
  dataset: string;
  /** For people, should it be created. */
  name?: string;
  description?: string;
}

/** The dataset with these slugs; created if it is not there, unless told otherwise. */
export async function findDataset(ask: Ask, names: DatasetNames, create: boolean): Promise<PublishedDataset> {
  const found = await look(ask, names);
  if (found.dataset) return found.dataset;
  if (!create) {
    throw new VitrineError(
      'NOT_FOUND',
      `There is no dataset ${names.organization}/${names.dataset}, or you may not see it.`,
      {
        hint: 'Check the names and the token.',
      },
    );
  }
  const { data, requestId } = await ask(CreateDataset, {
    organization: found.organizationId,
    slug: names.dataset,
    name: names.name ?? names.dataset,
    description: names.description,
  });
  const result = data.createDataset;
  if (result?.__typename === 'AlreadyExists') {
    // Created by an attempt whose answer was lost, or by someone else at this moment.
    const again = await look(ask, names);
    if (again.dataset) return again.dataset;
    throw errorOf(result, requestId);
  }
  return { id: successOf(result, requestId).dataset.id, revision: 0, created: true };
}

async function look(ask: Ask, { organization, dataset }: DatasetNames) {
  const { data, requestId } = await ask(FindDataset, { organization, dataset });
  if (!data.organization) {
    throw new VitrineError('NOT_FOUND', `There is no organization ${organization}, or the token is not good there.`, {
      requestId,
      hint: '`vitrine login` names the organizations of a token.',
    });
  }
  const found = data.dataset && { id: data.dataset.id, revision: data.dataset.revision?.number ?? 0, created: false };
  return { organizationId: data.organization.id, dataset: found };
}
