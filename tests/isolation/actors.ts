import { authenticateShareLink, authenticateToken } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import { hashSecret, newSecret } from '#domain/secrets.ts';
import { anonymous } from '#domain/viewer.ts';
import type { Role, TokenScope } from '#prisma/client/enums.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { contextOf, createPerson } from '#tests/kit/person.ts';
import type { World } from '#tests/kit/world.ts';

const outsiders = ['nobody', 'share link', 'stranger'] as const;
const members = { VIEWER: 'viewer', PUBLISHER: 'publisher', ADMIN: 'admin', OWNER: 'owner' } as const satisfies Record<
  Role,
  string
>;
const tokens = ['READ token', 'PUBLISH token', 'ADMIN token', 'token elsewhere'] as const;

/** All kinds of callers, in the order of the matrix. */
export const actorNames = [...outsiders, ...Object.values(members), ...tokens];

export type ActorName = (typeof actorNames)[number];

let count = 0;

/**
 * Creates a new actor of a kind, so that the changes of one request do not affect another. Tokens belong to an owner.
 */
export async function newActor(made: World, name: ActorName): Promise<() => Promise<RequestContext>> {
  const { lumen, meridian } = made;
  const person = (orgId: string, role: Role) => createPerson(made, `actor-${(count += 1)}`, orgId, role);
  const inBrowser = async (orgId: string, role: Role) => (await (await person(orgId, role)).inBrowser()).context;
  const token = async (scopes: TokenScope[], datasetId?: string) =>
    tokenOf(made, (await person(lumen.id, 'OWNER')).userId, scopes, datasetId);
  const make: Record<ActorName, () => Promise<() => Promise<RequestContext>>> = {
    nobody: async () => async () => contextOf(made, anonymous),
    'share link': () => holderOf(made),
    stranger: () => inBrowser(meridian.id, 'OWNER'),
    viewer: () => inBrowser(lumen.id, 'VIEWER'),
    publisher: () => inBrowser(lumen.id, 'PUBLISHER'),
    admin: () => inBrowser(lumen.id, 'ADMIN'),
    owner: () => inBrowser(lumen.id, 'OWNER'),
    'READ token': () => token(['READ']),
    'PUBLISH token': () => token(['READ', 'PUBLISH']),
    'ADMIN token': () => token(['READ', 'PUBLISH', 'ADMIN']),
    'token elsewhere': async () => token(['READ', 'PUBLISH'], await otherDataset(made)),
  };
  return make[name]();
}

async function holderOf(made: World) {
  const { system } = made.databases;
  const secret = newSecret();
  await system.shareLink.create({
    data: {
      id: newId(),
      orgId: made.lumen.id,
      datasetId: made.birds.id,
      name: 'actor',
      secretHash: hashSecret(secret),
      createdBy: made.olive.userId,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return async () => contextOf(made, await authenticateShareLink({ systemPool: made.databases.systemPool }, secret));
}

/** Returns a token of a user, limited to a dataset if one is given. */
export async function tokenOf(made: World, userId: string, scopes: TokenScope[], datasetId?: string) {
  const { system } = made.databases;
  const secret = newSecret();
  await system.apiToken.create({
    data: {
      id: newId(),
      orgId: made.lumen.id,
      userId,
      name: 'actor',
      secretHash: hashSecret(secret),
      hint: 'xxxx',
      scopes,
      expiresAt: new Date(Date.now() + 3_600_000),
      limited: datasetId !== undefined,
      ...(datasetId !== undefined && { datasets: { create: { datasetId } } }),
    },
  });
  return async () =>
    contextOf(
      made,
      await authenticateToken({ systemPool: made.databases.systemPool, installation: made.installation }, secret),
    );
}

async function otherDataset(made: World): Promise<string> {
  const slug = `other-${(count += 1)}`;
  const { id } = await made.databases.system.dataset.create({
    data: { id: newId(), orgId: made.lumen.id, slug, name: 'Other' },
  });
  return id;
}
