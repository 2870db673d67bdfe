import { isSlug, maxDescriptionLength, maxNameLength } from '#formats/dataset-names.ts';
import type { Ask } from '../api/api.ts';
import { hintFor } from '../api/failure-of.ts';
import { errorOf, successOf } from '../api/success-of.ts';
import { VersionConflict, VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { Role } from '../gql/graphql.ts';

const FindDataset = graphql(`
  query FindDataset($organization: String!, $dataset: String!) {
    viewer { scopes memberships { role organization { slug } } }
    organization(slug: $organization) { id }
    dataset(organizationSlug: $organization, slug: $dataset) { id status revision { number } }
  }
`);

const CreateDataset = graphql(`
  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {
    createDataset(input: { organizationId: $organization, slug: $slug, name: $name, description: $description }) {
      __typename
      ... on CreateDatasetSuccess { dataset { id } }
      ... on Error { code message }
    }
  }
`);

export interface PublishedDataset {
  id: string;
  /** Number of the current revision. 0 if the dataset has no revision. */
  revision: number;
  created: boolean;
}

export interface DatasetNames {
  organization: string;
  dataset: string;
  /** Display name for a new dataset. */
  name?: string;
  description?: string;
}

export interface PublishTarget {
  organizationId: string;
  /** Existing dataset, or null if it does not exist yet. */
  dataset: PublishedDataset | null;
}

/** Options of the caller: whether to create a missing dataset, and the revision that the dataset must have. */
export interface Intent {
  create: boolean;
  expectedRevision?: number;
}

const mayPublish: Record<Role, boolean> = { VIEWER: false, PUBLISHER: true, ADMIN: true, OWNER: true };

/**
 * Finds the dataset to publish to. Detects early what the server would reject later: a token without permission,
 * unknown names, an archived dataset, or an unexpected revision. The server checks the same again when it publishes.
 */
export async function findTarget(ask: Ask, names: DatasetNames, intent: Intent): Promise<PublishTarget> {
  const { organization, dataset: slug } = names;
  const { data, requestId } = await ask(FindDataset, { organization, dataset: slug });
  const { viewer } = data;
  if (!viewer) {
    throw new VitrineError('UNAUTHENTICATED', 'The token is not valid. It may be mistyped, revoked or expired.', {
      requestId,
      hint: hintFor('UNAUTHENTICATED'),
    });
  }
  if (!data.organization) {
    throw new VitrineError(
      'NOT_FOUND',
      `The organization ${organization} does not exist, or the token does not belong to one of its members.`,
      {
        requestId,
        hint: 'Run `vitrine login` to see the organizations of a token.',
      },
    );
  }
  const forbid = (message: string) => {
    throw new VitrineError('FORBIDDEN', message, { requestId, hint: hintFor('FORBIDDEN') });
  };
  if (!viewer.scopes.includes('PUBLISH')) forbid('The token does not have the scope PUBLISH.');
  const membership = viewer.memberships.find((each) => each.organization.slug === organization);
  if (membership && !mayPublish[membership.role]) forbid(`Members with the role ${membership.role} cannot publish.`);
  if (data.dataset?.status === 'ARCHIVED')
    forbid('The dataset is archived. Take it out of the archive to publish new revisions.');
  const revision = data.dataset?.revision?.number ?? 0;
  const { expectedRevision } = intent;
  if (expectedRevision !== undefined && expectedRevision !== revision) {
    const message = `The dataset is at revision ${revision}, not ${expectedRevision}.`;
    throw new VersionConflict(message, revision, { requestId, hint: hintFor('VERSION_CONFLICT') });
  }
  if (!data.dataset) {
    if (!intent.create) {
      throw new VitrineError(
        'NOT_FOUND',
        `The dataset ${organization}/${slug} does not exist, or you do not have permission to see it.`,
        {
          requestId,
          hint: 'Check the names and the token.',
        },
      );
    }
    refuseNames(names);
  }
  const dataset = data.dataset && { id: data.dataset.id, revision, created: false };
  return { organizationId: data.organization.id, dataset };
}

/** Throws if a new dataset cannot have these names. */
function refuseNames({ dataset, name = dataset, description = '' }: DatasetNames): void {
  if (!isSlug(dataset)) {
    throw new VitrineError('INVALID_INPUT', `${JSON.stringify(dataset)} is not a valid slug for a dataset.`, {
      hint: 'A slug must have 1 to 63 lower-case letters, digits or hyphens, and begin with a letter or digit.',
    });
  }
  if (name.trim() === '' || name.length > maxNameLength) {
    throw new VitrineError('INVALID_INPUT', `A name must have 1 to ${maxNameLength} characters.`);
  }
  if (description.trim().length > maxDescriptionLength) {
    throw new VitrineError('INVALID_INPUT', 'A description can have at most 20,000 characters.');
  }
}

/** Creates the dataset of a target. If another client has created it meanwhile, returns the existing dataset. */
export async function createDataset(ask: Ask, names: DatasetNames, target: PublishTarget): Promise<PublishedDataset> {
  const { data, requestId } = await ask(CreateDataset, {
    organization: target.organizationId,
    slug: names.dataset,
    name: names.name ?? names.dataset,
    description: names.description,
  });
  const result = data.createDataset;
  if (result?.__typename === 'AlreadyExists') {
    const again = await findTarget(ask, names, { create: true });
    if (again.dataset) return again.dataset;
    throw errorOf(result, requestId);
  }
  return { id: successOf(result, requestId).dataset.id, revision: 0, created: true };
}
