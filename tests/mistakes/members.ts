import type { Mistake } from './mistake.ts';
import { mutation } from './mutation.ts';
import type { Scene } from './scene.ts';

type Input = object | ((scene: Scene) => object);
const wrong = (
  what: string,
  name: string,
  input: Input,
  error: string,
  cure: Mistake['cure'],
  others: Partial<Mistake> = {},
): Mistake => ({
  what,
  who: 'olive',
  send: (scene) => mutation(name, typeof input === 'function' ? input(scene) : input),
  code: 'INVALID_INPUT',
  at: `${name}: ${error}`,
  cure,
  ...others,
});
const dataset =
  (changes: object) =>
  ({ ids }: Scene) => ({ organizationId: ids['Organization'], name: 'Owls', slug: 'owls', ...changes });
const token =
  (changes: object) =>
  ({ ids }: Scene) => ({ organizationId: ids['Organization'], name: 'nightly', scopes: ['READ'], ...changes });
const box =
  (geometry: unknown, changes: object = {}) =>
  ({ ids }: Scene) => ({ itemId: ids['Item'], kind: 'BOX', label: 'bird', geometry, ...changes });
const schemaOf =
  (schema: unknown) =>
  ({ ids }: Scene) => ({ organizationId: ids['Organization'], type: 'IMAGE', schema });

/** Invalid input about datasets, annotations, tokens, links and members. */
export const memberMistakes: Mistake[] = [
  wrong(
    'a slug with a space',
    'createDataset',
    dataset({ slug: 'Barn owls' }),
    'InvalidInput(slug)',
    '1 to 63 lower-case letters',
  ),
  wrong('an empty name', 'createDataset', dataset({ name: ' ' }), 'InvalidInput(name)', '1 to'),
  wrong('a slug that is taken', 'createDataset', dataset({ slug: 'birds' }), 'AlreadyExists', 'another slug', {
    code: 'ALREADY_EXISTS',
  }),
  wrong(
    'a description of 20,001 characters',
    'createDataset',
    dataset({ description: 'x'.repeat(20_001) }),
    'InvalidInput(description)',
    'at most 20,000',
  ),
  wrong(
    'a dataset of somebody who may only look',
    'createDataset',
    dataset({}),
    'Forbidden',
    'Ask an admin of the organization',
    {
      who: 'bob',
      code: 'FORBIDDEN',
    },
  ),
  wrong(
    'a box of a picture without a size',
    'createAnnotation',
    box({ left: 1 }),
    'InvalidInput(geometry)',
    /x|Expected/,
  ),
  wrong(
    'a box with its values as texts',
    'createAnnotation',
    box({ x: '1', y: 2, width: 3, height: 4 }),
    'InvalidInput(geometry.x)',
    'Expected',
  ),
  wrong(
    'a confidence of 2',
    'createAnnotation',
    box({ x: 1, y: 2, width: 3, height: 4 }, { confidence: 2 }),
    'InvalidInput(confidence)',
    'Expected',
  ),
  wrong(
    'an annotation without a label',
    'createAnnotation',
    box({ x: 1, y: 2, width: 3, height: 4 }, { label: '' }),
    'InvalidInput(label)',
    'Expected',
  ),
  wrong(
    'an annotation of the manifest',
    'deleteAnnotation',
    ({ publishedAnnotation }) => ({ annotationId: publishedAnnotation }),
    'Forbidden',
    'Publish the item again',
    { code: 'FORBIDDEN' },
  ),
  wrong('a schema that is a text', 'setItemSchema', schemaOf('{}'), 'InvalidInput(schema)', 'an object'),
  wrong(
    'a schema of an unknown type',
    'setItemSchema',
    schemaOf({ type: 'decimal' }),
    'InvalidInput(schema.type)',
    'must be one of array, boolean',
  ),
  wrong(
    'a schema with a reference to elsewhere',
    'setItemSchema',
    schemaOf({ $ref: 'https://schemas.example/item.json' }),
    'InvalidInput(schema)',
    'Add it to `$defs`',
  ),
  wrong(
    'a token without a scope',
    'createApiToken',
    token({ scopes: [] }),
    'InvalidInput(scopes)',
    'at least one scope',
  ),
  wrong(
    'a token for ever',
    'createApiToken',
    token({ expiresInDays: 10_000 }),
    'InvalidInput(expiresInDays)',
    '1 to 366 days',
  ),
  wrong(
    'a token of no datasets',
    'createApiToken',
    token({ datasetIds: [] }),
    'InvalidInput(datasetIds)',
    'leave out `datasetIds`',
  ),
  wrong(
    'a token of a dataset elsewhere',
    'createApiToken',
    (scene) => ({ ...token({})(scene), datasetIds: [scene.foreignDataset] }),
    'NotFound',
    'Check its id',
    { code: 'NOT_FOUND' },
  ),
  wrong(
    'a token of a scope that is not held',
    'createApiToken',
    token({ scopes: ['PUBLISH'] }),
    'Forbidden',
    'PUBLISH',
    { who: 'reader', code: 'FORBIDDEN' },
  ),
  wrong(
    'a link of 0 days',
    'createShareLink',
    ({ ids }) => ({ datasetId: ids['Dataset'], name: 'press', expiresInDays: 0 }),
    'InvalidInput(expiresInDays)',
    'days',
  ),
  wrong(
    'an invitation to no address',
    'inviteMember',
    ({ ids }) => ({ organizationId: ids['Organization'], email: 'bob', role: 'VIEWER' }),
    'InvalidInput(email)',
    '@',
  ),
  wrong(
    'an invitation of a member',
    'inviteMember',
    ({ ids, world }) => ({ organizationId: ids['Organization'], email: world.bob.email, role: 'VIEWER' }),
    'AlreadyExists',
    'role',
    { code: 'ALREADY_EXISTS' },
  ),
  wrong(
    'an invitation by somebody who may not',
    'inviteMember',
    ({ ids }) => ({ organizationId: ids['Organization'], email: 'guest@museum.example', role: 'VIEWER' }),
    'Forbidden',
    'Ask an admin of the organization',
    { who: 'bob', code: 'FORBIDDEN' },
  ),
  wrong(
    'an invitation that does not exist',
    'acceptInvitation',
    { secret: 'guessed', name: 'Mo', password: 'heron egret bittern' },
    'NotFound',
    'Check',
    { who: 'nobody', code: 'NOT_FOUND' },
  ),
  wrong(
    'the last owner lowered',
    'setMemberRole',
    ({ ids }) => ({ membershipId: ids['Membership'], role: 'VIEWER' }),
    'LastOwner',
    'Make another member an owner first',
    { code: 'LAST_OWNER' },
  ),
  wrong(
    'a wrong password',
    'signIn',
    ({ world }) => ({ email: world.bob.email, password: 'guessed' }),
    'InvalidInput(password)',
    'reset',
    { who: 'nobody' },
  ),
  wrong(
    'a reset link that was used',
    'completePasswordReset',
    { secret: 'guessed', newPassword: 'heron egret bittern' },
    'InvalidInput(secret)',
    'Request a new one',
    { who: 'nobody' },
  ),
  wrong(
    'a password changed by a token',
    'changePassword',
    { currentPassword: 'a', newPassword: 'heron egret bittern' },
    'Forbidden',
    'Sign in with your account',
    { code: 'FORBIDDEN' },
  ),
  wrong('a share link that does not exist', 'openShareLink', { secret: 'vts_guessed' }, 'NotFound', 'Check', {
    who: 'nobody',
    code: 'NOT_FOUND',
  }),
  wrong(
    'a retention of 0 revisions',
    'setRevisionRetention',
    ({ ids }) => ({ datasetId: ids['Dataset'], retainedRevisions: 0 }),
    'InvalidInput(retainedRevisions)',
    '1 or more',
  ),
  wrong(
    'the current revision deleted',
    'deleteDatasetRevision',
    ({ ids }) => ({ revisionId: ids['DatasetRevision'] }),
    'InvalidInput(revisionId)',
    'Publish another one first',
  ),
  wrong(
    'a file retried by somebody who may only look',
    'retryProcessing',
    ({ ids }) => ({ assetId: ids['Asset'] }),
    'Forbidden',
    'Ask an admin of the organization',
    { who: 'bob', code: 'FORBIDDEN' },
  ),
];
