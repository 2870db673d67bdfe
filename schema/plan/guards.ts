import type { GraphQLField, GraphQLNamedType } from 'graphql';
import type { Context } from '#domain/context.ts';
import { type AuthScopes, scopesOf } from '../auth-scopes.ts';
import { Unplannable } from './plan.ts';

/** Stands for the organization of the rows, which is not known before they are read. */
const theOrganization = 'the organization';

/** What rows are asked for when their scopes are looked at before they are read: nothing but their organization. */
const anyRow = { orgId: theOrganization, item: { orgId: theOrganization } };

/** The scopes of a plan: each has to hold, for the viewer or for the organization of the rows. */
export class Guards {
  readonly #ofViewer = new Set<keyof AuthScopes>();
  readonly #ofOrganization = new Set<keyof AuthScopes>();

  /** Takes over the scopes of a type, or of a field. */
  add({ extensions }: GraphQLNamedType | GraphQLField<unknown, unknown>) {
    const options = (extensions['pothosOptions'] ?? {}) as Record<string, unknown>;
    for (const option of ['grantScopes', 'skipTypeScopes', 'skipInterfaceScopes', 'unauthorizedResolver']) {
      if (options[option] !== undefined) throw new Unplannable(option);
    }
    const given = options['authScopes'];
    for (const [scope, value] of Object.entries(typeof given === 'function' ? scopesOfRow(given) : (given ?? {}))) {
      if (scope.startsWith('$')) throw new Unplannable(scope);
      if (value === true) this.#ofViewer.add(scope as keyof AuthScopes);
      else if (value === theOrganization) this.#ofOrganization.add(scope as keyof AuthScopes);
      else throw new Unplannable(scope);
    }
  }

  /** Whether everything holds that is asked of the viewer. */
  admits(context: Context): boolean {
    const scopes = scopesOf(context);
    return [...this.#ofViewer].every((scope) => scopes[scope] === true);
  }

  /** Of the viewer's organizations, those for which everything holds. */
  organizations(context: Context): string[] {
    const { viewer } = context;
    const scopes = scopesOf(context);
    const known = [...viewer.memberships.keys(), ...(viewer.share ? [viewer.share.orgId] : [])];
    return known.filter((orgId) =>
      [...this.#ofOrganization].every((name) => {
        const scope = scopes[name];
        return typeof scope === 'function' && scope(orgId);
      }),
    );
  }
}

function scopesOfRow(scopes: unknown): object {
  try {
    return (scopes as (row: object) => object)(anyRow);
  } catch (error) {
    throw new Unplannable('Scopes that need more than the organization.', { cause: error });
  }
}
