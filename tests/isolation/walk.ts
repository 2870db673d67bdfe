import { recogniseShareLink, recogniseToken } from '#domain/identity/recognise.ts';
import { newId } from '#domain/ids.ts';
import { anonymous } from '#domain/viewer.ts';
import type { Role, TokenScope } from '#prisma/client/enums.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { answerIn } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { type Browser, browserOf, contextOf } from '#tests/kit/person.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import type { World } from '#tests/kit/world.ts';
import { type Credential, endMembership, type Model, may, ownersOf, personOf, sees } from './walk-model.ts';

/** One step: what is tried, and four numbers from which who tries it on what is drawn. */
export interface Step {
  kind: (typeof stepKinds)[number];
  draw: readonly [number, number, number, number];
}

export const stepKinds = [
  'setRole',
  'removeMember',
  'leave',
  'invite',
  'restrict',
  'grant',
  'revokeGrant',
  'archive',
  'publish',
  'createToken',
  'revokeToken',
  'createLink',
  'revokeLink',
  'look',
] as const;

const roles: Role[] = ['VIEWER', 'PUBLISHER', 'ADMIN', 'OWNER'];
const people = 6;

/** Three organizations, six people, and a walk through what they may do to each other, compared with a model at each step. */
export class Walk {
  readonly model: Model;
  readonly #made: World;
  readonly #orgIds: string[] = [];
  readonly #userIds: string[] = [];
  readonly #emails: string[] = [];
  readonly #browsers: Browser[] = [];
  readonly #datasets: { id: string; orgId: string; slug: string }[] = [];
  readonly #tokens: { id: string; secret: string }[] = [];
  readonly #links: { id: string; secret: string }[] = [];
  looks = 0;
  refusals = 0;

  constructor(made: World) {
    // Hundreds of invitations are accepted from one address: what limits that is tried elsewhere.
    this.#made = { ...made, attempts: { count: async () => {}, forgive: async () => {} } };
    this.model = { members: [[], [], []], datasets: [], tokens: [], links: [] };
  }

  async begin() {
    const { system } = this.#made.databases;
    const run = newId().slice(-12);
    for (let org = 0; org < 3; org += 1) {
      const { id } = await system.organization.create({
        data: { id: newId(), slug: `org-${org}-${run}`, name: `Org ${org}` },
      });
      this.#orgIds.push(id);
      for (let number = 0; number < 3; number += 1) {
        const slug = `data-${number}`;
        const dataset = await system.dataset.create({ data: { id: newId(), orgId: id, slug, name: slug } });
        this.#datasets.push(dataset);
        this.model.datasets.push({ org, published: false, restricted: false, archived: false, granted: new Set() });
      }
    }
    for (let person = 0; person < people; person += 1) {
      const email = `person-${person}-${run}@walk.example`;
      const { id } = await system.user.create({ data: { id: newId(), email, name: `Person ${person}` } });
      this.#userIds.push(id);
      this.#emails.push(email);
      this.#browsers.push(await browserOf(this.#made, `Person ${person}`, id));
    }
    for (const org of [0, 1, 2]) {
      await system.membership.create({
        data: { orgId: this.#orgIds[org]!, userId: this.#userIds[org]!, role: 'OWNER' },
      });
      this.model.members[org]![org] = 'OWNER';
    }
  }

  /** Does a step, and throws when the outcome is not the model's. */
  async take({ kind, draw }: Step): Promise<void> {
    const [a, b, c, d] = draw;
    const asker = this.#credential(a);
    const org = b % 3;
    const dataset = c % this.#datasets.length;
    const person = d % people;
    switch (kind) {
      case 'setRole':
        return this.#setRole(asker, org, person, roles[c % 4]!);
      case 'removeMember':
        return this.#removeMember(asker, org, person);
      case 'leave':
        return this.#leave(a % people, org);
      case 'invite':
        return this.#invite(asker, org, person, roles[c % 4]!);
      case 'restrict':
        return this.#restrict(asker, dataset, d % 2 === 0);
      case 'grant':
        return this.#grant(asker, dataset, person);
      case 'revokeGrant':
        return this.#revokeGrant(asker, dataset, person);
      case 'archive':
        return this.#archive(asker, dataset, d % 2 === 0);
      case 'publish':
        return this.#publish(dataset);
      case 'createToken':
        return this.#createToken(asker, org, c, d);
      case 'revokeToken':
        return this.#tokens.length > 0 ? this.#revokeToken(asker, d % this.#tokens.length) : undefined;
      case 'createLink':
        return this.#createLink(asker, dataset);
      case 'revokeLink':
        return this.#links.length > 0 ? this.#revokeLink(asker, d % this.#links.length) : undefined;
      case 'look':
        return this.#look(asker, dataset);
    }
  }

  /** Looks with every credential there is. */
  async lookWithAll() {
    const all: Credential[] = [
      ...this.#browsers.map((_, person) => ({ kind: 'person' as const, person })),
      ...this.#tokens.map((_, token) => ({ kind: 'token' as const, token })),
      ...this.#links.map((_, link) => ({ kind: 'link' as const, link })),
    ];
    for (const credential of all) await this.#look(credential, this.looks % this.#datasets.length);
  }

  /** Persons ask most often; tokens and links when there are some. */
  #credential(draw: number): Credential {
    const which = draw % 10;
    const rest = Math.floor(draw / 10);
    if (which >= 9 && this.#links.length > 0) return { kind: 'link', link: rest % this.#links.length };
    if (which >= 6 && this.#tokens.length > 0) return { kind: 'token', token: rest % this.#tokens.length };
    return { kind: 'person', person: rest % people };
  }

  async #context(credential: Credential): Promise<RequestContext> {
    const { policy, databases } = this.#made;
    const { systemPool } = databases;
    if (credential.kind === 'person') return this.#browsers[credential.person]!.context();
    const viewer =
      credential.kind === 'token'
        ? await recogniseToken({ systemPool, policy }, this.#tokens[credential.token]!.secret)
        : await recogniseShareLink({ systemPool }, this.#links[credential.link]!.secret);
    return contextOf(this.#made, viewer);
  }

  async #try(credential: Credential, name: string, input: object, allowed: boolean, selection?: string) {
    const context = await this.#context(credential);
    const outcome = await mutate(context, name, input, selection);
    const done = outcome.code === undefined;
    if (done !== allowed) {
      const who = `${JSON.stringify(credential)} (${JSON.stringify([...context.viewer.memberships])})`;
      throw new Error(
        `${name} by ${who}: the model says ${allowed ? 'yes' : 'no'}, the answer was ${outcome.code ?? 'done'}: ${outcome.message ?? ''}\n${JSON.stringify(input)}`,
      );
    }
    if (context.viewer.kind === anonymous.kind && done) throw new Error(`${name} was done for nobody.`);
    if (!done) this.refusals += 1;
    return outcome;
  }

  #membership(org: number, person: number) {
    return idOf('Membership', `${this.#orgIds[org]}.${this.#userIds[person]}`);
  }

  async #setRole(asker: Credential, org: number, person: number, role: Role) {
    const { model } = this;
    const before = model.members[org]![person];
    const own = model.members[org]![personOf(model, asker)];
    const touchesOwner = before === 'OWNER' || role === 'OWNER';
    const loses = before === 'OWNER' && role !== 'OWNER' && ownersOf(model, org).length === 1;
    const admin = may(model, asker, 'ADMIN', org) && before !== undefined;
    const allowed = admin && (before === role || ((!touchesOwner || own === 'OWNER') && !loses));
    await this.#try(asker, 'setMemberRole', { membership: this.#membership(org, person), role }, allowed);
    if (allowed) model.members[org]![person] = role;
  }

  async #removeMember(asker: Credential, org: number, person: number) {
    const { model } = this;
    const before = model.members[org]![person];
    const self = personOf(model, asker) === person;
    const own = model.members[org]![personOf(model, asker)];
    const last = before === 'OWNER' && ownersOf(model, org).length === 1;
    const allowed =
      may(model, asker, 'ADMIN', org) &&
      before !== undefined &&
      (self || before !== 'OWNER' || own === 'OWNER') &&
      !last;
    await this.#try(asker, 'removeMember', { membership: this.#membership(org, person) }, allowed);
    if (allowed) endMembership(model, org, person);
  }

  async #leave(person: number, org: number) {
    const { model } = this;
    const role = model.members[org]![person];
    const allowed = role !== undefined && !(role === 'OWNER' && ownersOf(model, org).length === 1);
    const organization = idOf('Organization', this.#orgIds[org]!);
    await this.#try({ kind: 'person', person }, 'leaveOrganization', { organization }, allowed);
    if (allowed) endMembership(model, org, person);
  }

  async #invite(asker: Credential, org: number, person: number, role: Role) {
    const { model } = this;
    const own = model.members[org]![personOf(model, asker)];
    const allowed =
      may(model, asker, 'ADMIN', org) &&
      (role !== 'OWNER' || own === 'OWNER') &&
      model.members[org]![person] === undefined;
    const organization = idOf('Organization', this.#orgIds[org]!);
    await this.#try(asker, 'inviteMember', { organization, email: this.#emails[person], role }, allowed);
    if (!allowed) return;
    const secret = /#([\w-]+)/.exec(this.#made.outbox.at(-1)?.text ?? '')?.[1] ?? '';
    await this.#try({ kind: 'person', person }, 'acceptInvitation', { secret }, true);
    model.members[org]![person] = role;
  }

  #datasetId(number: number) {
    return idOf('Dataset', this.#datasets[number]!);
  }

  async #restrict(asker: Credential, number: number, restricted: boolean) {
    const dataset = this.model.datasets[number]!;
    const publishes = sees(this.model, asker, number) && may(this.model, asker, 'PUBLISH', dataset.org);
    const allowed = publishes && (dataset.restricted === restricted || may(this.model, asker, 'ADMIN', dataset.org));
    const visibility = restricted ? 'RESTRICTED' : 'ORGANIZATION';
    await this.#try(asker, 'updateDataset', { dataset: this.#datasetId(number), visibility }, allowed);
    if (allowed) dataset.restricted = restricted;
  }

  async #grant(asker: Credential, number: number, person: number) {
    const dataset = this.model.datasets[number]!;
    const admin = may(this.model, asker, 'ADMIN', dataset.org) && sees(this.model, asker, number);
    const allowed = admin && this.model.members[dataset.org]![person] !== undefined;
    const input = { dataset: this.#datasetId(number), user: idOf('User', this.#userIds[person]!) };
    await this.#try(asker, 'grantDatasetAccess', input, allowed);
    if (allowed) dataset.granted.add(person);
  }

  async #revokeGrant(asker: Credential, number: number, person: number) {
    const dataset = this.model.datasets[number]!;
    const allowed = may(this.model, asker, 'ADMIN', dataset.org) && sees(this.model, asker, number);
    const input = { dataset: this.#datasetId(number), user: idOf('User', this.#userIds[person]!) };
    await this.#try(asker, 'revokeDatasetAccess', input, allowed);
    if (allowed) dataset.granted.delete(person);
  }

  async #archive(asker: Credential, number: number, archived: boolean) {
    const dataset = this.model.datasets[number]!;
    const allowed = sees(this.model, asker, number) && may(this.model, asker, 'PUBLISH', dataset.org);
    await this.#try(asker, 'archiveDataset', { dataset: this.#datasetId(number), archived }, allowed);
    if (allowed) dataset.archived = archived;
  }

  async #publish(number: number) {
    const dataset = this.model.datasets[number]!;
    if (dataset.published) return;
    await seedItems(this.#made.databases.system, this.#datasets[number]!, [{ key: 'one', position: 1 }]);
    dataset.published = true;
  }

  async #createToken(asker: Credential, org: number, c: number, d: number) {
    const { model } = this;
    const scopes = (['READ', 'PUBLISH', 'ADMIN'] as TokenScope[]).filter((_, index) => ((c % 7) + 1) & (1 << index));
    const only = d % 3 === 0 ? [org * 3 + (d % 3), org * 3 + ((c + 1) % 3)] : [];
    const minting = asker.kind === 'token';
    const allowed =
      may(model, asker, 'READ', org) &&
      scopes.every((scope) => may(model, asker, scope, org)) &&
      !(minting && !model.tokens[asker.token]!.scopes.has('ADMIN')) &&
      !(only.length > 0 && scopes.includes('ADMIN')) &&
      only.every((number) => sees(model, asker, number));
    const input = {
      organization: idOf('Organization', this.#orgIds[org]!),
      name: 'walk',
      scopes,
      datasets: only.length > 0 ? only.map((number) => this.#datasetId(number)) : null,
    };
    const outcome = await this.#try(asker, 'createApiToken', input, allowed, 'created { secret token { id } }');
    if (!allowed) return;
    const { secret, token } = outcome['created'] as { secret: string; token: { id: string } };
    this.#tokens.push({ id: token.id, secret });
    model.tokens.push({
      person: personOf(model, asker),
      org,
      scopes: new Set(scopes),
      only: only.length > 0 ? new Set(only) : null,
      revoked: false,
    });
    this.#minters.push(minting ? asker.token : null);
  }

  /** Which token made each token. */
  readonly #minters: (number | null)[] = [];

  async #revokeToken(asker: Credential, number: number) {
    const { model } = this;
    const token = model.tokens[number]!;
    const own =
      asker.kind === 'person'
        ? token.person === asker.person && model.members[token.org]![asker.person] !== undefined
        : asker.kind === 'token' &&
          asker.token === number &&
          !token.revoked &&
          model.members[token.org]![token.person] !== undefined;
    const allowed = own || may(model, asker, 'ADMIN', token.org);
    await this.#try(asker, 'revokeApiToken', { token: this.#tokens[number]!.id }, allowed);
    if (allowed) this.#revokeInModel(number);
  }

  #revokeInModel(number: number) {
    this.model.tokens[number]!.revoked = true;
    for (const [child, minter] of this.#minters.entries()) if (minter === number) this.#revokeInModel(child);
  }

  async #createLink(asker: Credential, number: number) {
    const { org } = this.model.datasets[number]!;
    const allowed = sees(this.model, asker, number) && may(this.model, asker, 'PUBLISH', org);
    const input = { dataset: this.#datasetId(number), name: 'walk' };
    const outcome = await this.#try(asker, 'createShareLink', input, allowed, 'created { secret link { id } }');
    if (!allowed) return;
    const { secret, link } = outcome['created'] as { secret: string; link: { id: string } };
    this.#links.push({ id: link.id, secret });
    this.model.links.push({ dataset: number, maker: personOf(this.model, asker), revoked: false });
  }

  async #revokeLink(asker: Credential, number: number) {
    const link = this.model.links[number]!;
    const { org } = this.model.datasets[link.dataset]!;
    const allowed = sees(this.model, asker, link.dataset) && may(this.model, asker, 'PUBLISH', org);
    await this.#try(asker, 'revokeShareLink', { link: this.#links[number]!.id }, allowed);
    if (allowed) link.revoked = true;
  }

  /** Compares what a credential sees, by every way in, with the model. */
  async #look(credential: Credential, number: number) {
    this.looks += 1;
    const expected = this.#datasets.flatMap((dataset, index) =>
      sees(this.model, credential, index) ? [idOf('Dataset', dataset)] : [],
    );
    const { id, orgId } = this.#datasets[number]!;
    const item = await this.#made.databases.system.item.findFirst({ where: { datasetId: id } });
    const query = `query ($dataset: ID!, $item: ID!) {
      datasets(first: 100) { totalCount edges { node { id items { edges { node { key } } } } } }
      node(id: $dataset) { id }
      nodes(ids: [$item]) { id }
    }`;
    const { data } = await answerIn(await this.#context(credential), query, {
      dataset: idOf('Dataset', id),
      item: idOf('Item', item?.id ?? orgId),
    });
    const seen = data as {
      datasets: { totalCount: number; edges: { node: { id: string } }[] } | null;
      node: unknown;
      nodes: unknown[];
    };
    const found = seen.datasets?.edges.map(({ node }) => node.id) ?? [];
    const same = (one: unknown, other: unknown, what: string) => {
      if (JSON.stringify(one) !== JSON.stringify(other)) {
        throw new Error(
          `${what} by ${JSON.stringify(credential)}: the model says ${JSON.stringify(other)}, the answer was ${JSON.stringify(one)}.`,
        );
      }
    };
    same(found.sort(), expected.sort(), 'datasets');
    same(seen.datasets?.totalCount ?? 0, expected.length, 'totalCount');
    const visible = sees(this.model, credential, number);
    same(seen.node !== null, visible, 'node of a dataset');
    same(seen.nodes[0] !== null, visible && item !== null, 'node of an item');
  }
}
