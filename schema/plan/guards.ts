import type { GraphQLField, GraphQLNamedType } from 'graphql';
import type { Context } from '#domain/context.ts';
import { type AuthScopes, scopesOf } from '../auth-scopes.ts';
import { Unplannable } from './plan.ts';

/** Placeholder for the organization of the rows, which is not known before they are read. */
const theOrganization = 'the organization';

/** Placeholder for a row, used to compute its scopes before it is read. Has only an organization. */
const anyRow = { orgId: theOrganization, item: { orgId: theOrganization } };

/** The scopes of a plan. The viewer or the organization of the rows must have each of them. */
export class Guards {
  readonly #ofViewer = new Set<keyof AuthScopes>();
  readonly #ofOrganization = new Set<keyof AuthScopes>();

  /** Adds the scopes of a type or a field. */
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

  /** Returns whether the viewer has all scopes that do not depend on an organization. */
  admits(context: Context): boolean {
    const scopes = scopesOf(context);
    return [...this.#ofViewer].every((scope) => scopes[scope] === true);
  }

  /** Returns the viewer's organizations in which the viewer has all scopes. */
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
