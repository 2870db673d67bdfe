import { authenticateShareLink, authenticateToken } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import type { RequestContext } from '#server/graphql/arriving-request.ts';
import { idOf } from '#tests/kit/mutate.ts';
import { type Browser, browserOf, contextOf } from '#tests/kit/person.ts';
import type { World } from '#tests/kit/world.ts';
import type { Credential, Model } from './walk-model.ts';

export const people = 6;

/** Three organizations, six users, nine datasets and the credentials of a walk, together with their model. */
export class Cast {
  readonly model: Model = { members: [[], [], []], datasets: [], tokens: [], links: [] };
  readonly world: World;
  readonly orgIds: string[] = [];
  readonly userIds: string[] = [];
  readonly emails: string[] = [];
  readonly datasets: { id: string; orgId: string; slug: string }[] = [];
  readonly tokens: { id: string; secret: string }[] = [];
  readonly links: { id: string; secret: string }[] = [];
  readonly #browsers: Browser[] = [];

  constructor(made: World) {
    // Hundreds of invitations are accepted from one address. Other tests cover the limit of attempts.
    this.world = { ...made, attempts: { count: async () => {}, forgive: async () => {} } };
  }

  /** Creates the rows. Each organization has one owner and three drafts. */
  async create() {
    const { system } = this.world.databases;
    const run = newId().slice(-12);
    for (let org = 0; org < 3; org += 1) {
      const { id } = await system.organization.create({
        data: { id: newId(), slug: `org-${org}-${run}`, name: `Org ${org}` },
      });
      this.orgIds.push(id);
      for (let number = 0; number < 3; number += 1) {
        const slug = `data-${number}`;
        const dataset = await system.dataset.create({ data: { id: newId(), orgId: id, slug, name: slug } });
        this.datasets.push(dataset);
        this.model.datasets.push({ org, published: false, restricted: false, archived: false, granted: new Set() });
      }
    }
    for (let person = 0; person < people; person += 1) {
      const email = `person-${person}-${run}@walk.example`;
      const { id } = await system.user.create({ data: { id: newId(), email, name: `Person ${person}` } });
      this.userIds.push(id);
      this.emails.push(email);
      this.#browsers.push(await browserOf(this.world, `Person ${person}`, id));
    }
    for (const org of [0, 1, 2]) {
      await system.membership.create({
        data: { orgId: this.orgIds[org]!, userId: this.userIds[org]!, role: 'OWNER' },
      });
      this.model.members[org]![org] = 'OWNER';
    }
  }

  /** Returns the credential for a drawn number: mostly a user, or one of the tokens and links created so far. */
  credential(draw: number): Credential {
    const which = draw % 10;
    const rest = Math.floor(draw / 10);
    if (which >= 9 && this.links.length > 0) return { kind: 'link', link: rest % this.links.length };
    if (which >= 6 && this.tokens.length > 0) return { kind: 'token', token: rest % this.tokens.length };
    return { kind: 'person', person: rest % people };
  }

  /** Returns all credentials created so far. */
  credentials(): Credential[] {
    return [
      ...this.#browsers.map((_, person) => ({ kind: 'person' as const, person })),
      ...this.tokens.map((_, token) => ({ kind: 'token' as const, token })),
      ...this.links.map((_, link) => ({ kind: 'link' as const, link })),
    ];
  }

  /** Returns the context of a request with a credential. */
  async context(credential: Credential): Promise<RequestContext> {
    const { installation, databases } = this.world;
    const { systemPool } = databases;
    if (credential.kind === 'person') return this.#browsers[credential.person]!.context();
    const viewer =
      credential.kind === 'token'
        ? await authenticateToken({ systemPool, installation }, this.tokens[credential.token]!.secret)
        : await authenticateShareLink({ systemPool }, this.links[credential.link]!.secret);
    return contextOf(this.world, viewer);
  }

  membershipId(org: number, person: number) {
    return idOf('Membership', `${this.orgIds[org]}.${this.userIds[person]}`);
  }

  datasetId(number: number) {
    return idOf('Dataset', this.datasets[number]!);
  }
}
