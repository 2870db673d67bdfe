import type { GraphQLField, GraphQLNamedType } from 'graphql';
import type { PlanContext } from './register.ts';
import type { PlanSettings } from './settings.ts';
import { Unplannable } from './unplanned.ts';

/** Placeholder for the tenant of the rows, which is not known before they are read. */
const theTenant = 'the tenant';

const excluded = ['grantScopes', 'skipTypeScopes', 'skipInterfaceScopes', 'unauthorizedResolver'];

/** The scopes of a plan. The viewer or the tenant of the rows must have each of them. */
export class Guards {
  readonly #settings: PlanSettings;
  readonly #ofViewer = new Set<string>();
  readonly #ofTenant = new Set<string>();

  constructor(settings: PlanSettings) {
    this.#settings = settings;
  }

  /** Adds the scopes of a type or a field. */
  add({ extensions }: GraphQLNamedType | GraphQLField<unknown, unknown>) {
    const options = { authScopes: undefined, ...objectOf(extensions['pothosOptions']) };
    for (const [option, value] of Object.entries(options)) {
      if (value !== undefined && excluded.includes(option)) throw new Unplannable({ kind: 'SCOPE', scope: option });
    }
    for (const [scope, value] of Object.entries<unknown>({ ...this.#scopesOf(options.authScopes) })) {
      if (scope.startsWith('$')) throw new Unplannable({ kind: 'SCOPE', scope });
      if (value === true) this.#ofViewer.add(scope);
      else if (value === theTenant) this.#ofTenant.add(scope);
      else throw new Unplannable({ kind: 'SCOPE', scope });
    }
  }

  /** Returns whether the viewer has all scopes that do not depend on a tenant. */
  admits(context: PlanContext): boolean {
    const scopes = this.#settings.scopes(context);
    return [...this.#ofViewer].every((scope) => scopes[scope] === true);
  }

  /** Returns the tenants in which the viewer has all scopes. */
  tenants(context: PlanContext): string[] {
    const scopes = this.#settings.scopes(context);
    return this.#settings.tenants(context).filter((id) =>
      [...this.#ofTenant].every((name) => {
        const scope = scopes[name];
        return typeof scope === 'function' && scope(id);
      }),
    );
  }

  /** Returns the scopes of a row of which only the tenant is known. */
  #scopesOf(given: unknown): object {
    if (typeof given !== 'function') return objectOf(given);
    try {
      return objectOf(given(this.#settings.rowOf(theTenant)));
    } catch (error) {
      throw new Unplannable({ kind: 'SCOPE', scope: 'authScopes' }, { cause: error });
    }
  }
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
