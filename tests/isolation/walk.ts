import { anonymous } from '#domain/viewer.ts';
import type { Role } from '#prisma/client/enums.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import type { World } from '#tests/kit/world.ts';
import { compareView } from './compare-view.ts';
import { Cast, people } from './walk-cast.ts';
import {
  type Credential,
  endMembership,
  scopes as everyScope,
  type Model,
  may,
  ownersOf,
  personOf,
  roles,
  sees,
} from './walk-model.ts';

/** One step of a walk: an action, and four numbers that select its caller and its object. */
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

/** A random walk of actions between users, compared with a model at each step. */
export class Walk {
  readonly model: Model;
  readonly #cast: Cast;
  looks = 0;
  refusals = 0;

  constructor(made: World) {
    this.#cast = new Cast(made);
    this.model = this.#cast.model;
  }

  begin() {
    return this.#cast.create();
  }

  /** Executes a step. Throws if the result differs from the model's. */
  async take({ kind, draw }: Step): Promise<void> {
    const [a, b, c, d] = draw;
    const asker = this.#cast.credential(a);
    const org = b % 3;
    const dataset = c % this.#cast.datasets.length;
    const person = d % people;
    switch (kind) {
      case 'setRole':
        return this.#setRole(asker, org, person, roles[c % roles.length]!);
      case 'removeMember':
        return this.#removeMember(asker, org, person);
      case 'leave':
        return this.#leave(a % people, org);
      case 'invite':
        return this.#invite(asker, org, person, roles[c % roles.length]!);
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
        return this.#cast.tokens.length > 0 ? this.#revokeToken(asker, d % this.#cast.tokens.length) : undefined;
      case 'createLink':
        return this.#createLink(asker, dataset);
      case 'revokeLink':
        return this.#cast.links.length > 0 ? this.#revokeLink(asker, d % this.#cast.links.length) : undefined;
      case 'look':
        return this.#look(asker, dataset);
    }
  }

  /** Compares the view of every credential with the model. */
  async lookWithAll() {
    for (const credential of this.#cast.credentials()) {
      await this.#look(credential, this.looks % this.#cast.datasets.length);
    }
  }

  async #look(credential: Credential, number: number) {
    this.looks += 1;
    await compareView(this.#cast, credential, number);
  }

  async #try(credential: Credential, name: string, input: object, allowed: boolean, selection?: string) {
    const context = await this.#cast.context(credential);
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

  async #setRole(asker: Credential, org: number, person: number, role: Role) {
    const { model } = this;
    const before = model.members[org]![person];
    const own = model.members[org]![personOf(model, asker)];
    const touchesOwner = before === 'OWNER' || role === 'OWNER';
    const loses = before === 'OWNER' && role !== 'OWNER' && ownersOf(model, org).length === 1;
    const admin = may(model, asker, 'ADMIN', org) && before !== undefined;
    const allowed = admin && (before === role || ((!touchesOwner || own === 'OWNER') && !loses));
    await this.#try(asker, 'setMemberRole', { membershipId: this.#cast.membershipId(org, person), role }, allowed);
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
    await this.#try(asker, 'removeMember', { membershipId: this.#cast.membershipId(org, person) }, allowed);
    if (allowed) endMembership(model, org, person);
  }

  async #leave(person: number, org: number) {
    const { model } = this;
    const role = model.members[org]![person];
    const allowed = role !== undefined && !(role === 'OWNER' && ownersOf(model, org).length === 1);
    const organization = idOf('Organization', this.#cast.orgIds[org]!);
    await this.#try({ kind: 'person', person }, 'leaveOrganization', { organizationId: organization }, allowed);
    if (allowed) endMembership(model, org, person);
  }

  async #invite(asker: Credential, org: number, person: number, role: Role) {
    const { model } = this;
    const own = model.members[org]![personOf(model, asker)];
    const allowed =
      may(model, asker, 'ADMIN', org) &&
      (role !== 'OWNER' || own === 'OWNER') &&
      model.members[org]![person] === undefined;
    const organization = idOf('Organization', this.#cast.orgIds[org]!);
    await this.#try(
      asker,
      'inviteMember',
      { organizationId: organization, email: this.#cast.emails[person], role },
      allowed,
    );
    if (!allowed) return;
    const secret = /#([\w-]+)/.exec(this.#cast.world.outbox.at(-1)?.text ?? '')?.[1] ?? '';
    await this.#try({ kind: 'person', person }, 'acceptInvitation', { secret }, true);
    model.members[org]![person] = role;
  }

  async #restrict(asker: Credential, number: number, restricted: boolean) {
    const dataset = this.model.datasets[number]!;
    const publishes = sees(this.model, asker, number) && may(this.model, asker, 'PUBLISH', dataset.org);
    const allowed = publishes && (dataset.restricted === restricted || may(this.model, asker, 'ADMIN', dataset.org));
    const visibility = restricted ? 'RESTRICTED' : 'ORGANIZATION';
    await this.#try(asker, 'updateDataset', { datasetId: this.#cast.datasetId(number), visibility }, allowed);
    if (allowed) dataset.restricted = restricted;
  }

  async #grant(asker: Credential, number: number, person: number) {
    const dataset = this.model.datasets[number]!;
    const admin = may(this.model, asker, 'ADMIN', dataset.org) && sees(this.model, asker, number);
    const allowed = admin && this.model.members[dataset.org]![person] !== undefined;
    const input = { datasetId: this.#cast.datasetId(number), userId: idOf('User', this.#cast.userIds[person]!) };
    await this.#try(asker, 'grantDatasetAccess', input, allowed);
    if (allowed) dataset.granted.add(person);
  }

  async #revokeGrant(asker: Credential, number: number, person: number) {
    const dataset = this.model.datasets[number]!;
    const allowed = may(this.model, asker, 'ADMIN', dataset.org) && sees(this.model, asker, number);
    const input = { datasetId: this.#cast.datasetId(number), userId: idOf('User', this.#cast.userIds[person]!) };
    await this.#try(asker, 'revokeDatasetAccess', input, allowed);
    if (allowed) dataset.granted.delete(person);
  }

  async #archive(asker: Credential, number: number, archived: boolean) {
    const dataset = this.model.datasets[number]!;
    const allowed = sees(this.model, asker, number) && may(this.model, asker, 'PUBLISH', dataset.org);
    await this.#try(asker, 'archiveDataset', { datasetId: this.#cast.datasetId(number), archived }, allowed);
    if (allowed) dataset.archived = archived;
  }

  async #publish(number: number) {
    const dataset = this.model.datasets[number]!;
    if (dataset.published) return;
    await seedItems(this.#cast.world.databases.system, this.#cast.datasets[number]!, [{ key: 'one', position: 1 }]);
    dataset.published = true;
  }

  async #createToken(asker: Credential, org: number, c: number, d: number) {
    const { model } = this;
    const chosen = (c % (2 ** everyScope.length - 1)) + 1;
    const scopes = everyScope.filter((_, index) => chosen & (1 << index));
    const only = d % 3 === 0 ? [org * 3 + (d % 3), org * 3 + ((c + 1) % 3)] : [];
    const minting = asker.kind === 'token';
    const allowed =
      may(model, asker, 'READ', org) &&
      scopes.every((scope) => may(model, asker, scope, org)) &&
      !(minting && !model.tokens[asker.token]!.scopes.has('ADMIN')) &&
      !(only.length > 0 && scopes.includes('ADMIN')) &&
      only.every((number) => sees(model, asker, number));
    const input = {
      organizationId: idOf('Organization', this.#cast.orgIds[org]!),
      name: 'walk',
      scopes,
      datasetIds: only.length > 0 ? only.map((number) => this.#cast.datasetId(number)) : null,
    };
    const outcome = await this.#try(asker, 'createApiToken', input, allowed, 'secret token { id }');
    if (!allowed) return;
    const { secret, token } = outcome as unknown as { secret: string; token: { id: string } };
    this.#cast.tokens.push({ id: token.id, secret });
    model.tokens.push({
      person: personOf(model, asker),
      org,
      scopes: new Set(scopes),
      only: only.length > 0 ? new Set(only) : null,
      revoked: false,
    });
    this.#minters.push(minting ? asker.token : null);
  }

  /** Number of the token that created each token, or null. */
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
    await this.#try(asker, 'revokeApiToken', { tokenId: this.#cast.tokens[number]!.id }, allowed);
    if (allowed) this.#revokeInModel(number);
  }

  #revokeInModel(number: number) {
    this.model.tokens[number]!.revoked = true;
    for (const [child, minter] of this.#minters.entries()) if (minter === number) this.#revokeInModel(child);
  }

  async #createLink(asker: Credential, number: number) {
    const { org } = this.model.datasets[number]!;
    const allowed = sees(this.model, asker, number) && may(this.model, asker, 'PUBLISH', org);
    const input = { datasetId: this.#cast.datasetId(number), name: 'walk' };
    const outcome = await this.#try(asker, 'createShareLink', input, allowed, 'secret shareLink { id }');
    if (!allowed) return;
    const { secret, shareLink: link } = outcome as unknown as { secret: string; shareLink: { id: string } };
    this.#cast.links.push({ id: link.id, secret });
    this.model.links.push({ dataset: number, maker: personOf(this.model, asker), revoked: false });
  }

  async #revokeLink(asker: Credential, number: number) {
    const link = this.model.links[number]!;
    const { org } = this.model.datasets[link.dataset]!;
    const allowed = sees(this.model, asker, link.dataset) && may(this.model, asker, 'PUBLISH', org);
    await this.#try(asker, 'revokeShareLink', { shareLinkId: this.#cast.links[number]!.id }, allowed);
    if (allowed) link.revoked = true;
  }
}
