import type { GraphQLField, GraphQLNamedType } from 'graphql';
import type { PlanContext } from './register.ts';
import type { PlanSettings } from './settings.ts';
import { Unplannable } from './unplanned.ts';

/** Placeholder for the tenant of a row. The real tenant is known only when the row is read. */
const theTenant = 'the tenant';

const excluded = ['grantScopes', 'skipTypeScopes', 'skipInterfaceScopes', 'unauthorizedResolver'];

/** Scopes that a plan requires. The viewer must have each of them, either in general or for the tenant of the rows. */
export class Guards {
  readonly #settings: PlanSettings;
  readonly #ofViewer = new Set<string>();
  readonly #ofTenant = new Set<string>();

  constructor(settings: PlanSettings) {
    this.#settings = settings;
  }

  /** Adds the scopes that a type or field requires. */
  add({ extensions }: GraphQLNamedType | GraphQLField<unknown, unknown>) {
    const options = { authScopes: undefined, ...objectOf(extensions['pothosOptions']) };
    for (const [option, value] of Object.entries(options)) {
      if (value !== undefined && excluded.includes(option)) throw new Unplannable({ kind: 'SCOPE', scope: option });
    }
    for (const [scope, value] of Object.entries(this.#scopesOf(options.authScopes))) {
      if (scope.startsWith('$')) throw new Unplannable({ kind: 'SCOPE', scope });
      if (value === true) this.#ofViewer.add(scope);
      else if (value === theTenant) this.#ofTenant.add(scope);
      else throw new Unplannable({ kind: 'SCOPE', scope });
    }
  }

  /** Returns whether the viewer has all required scopes that do not depend on a tenant. */
  admits(context: PlanContext): boolean {
    const scopes = this.#settings.scopes(context);
    return [...this.#ofViewer].every((scope) => scopes[scope] === true);
  }

  /** Returns the tenants for which the viewer has all required scopes. */
  tenants(context: PlanContext): string[] {
    const scopes = this.#settings.scopes(context);
    return this.#settings.tenants(context).filter((id) =>
      [...this.#ofTenant].every((name) => {
        const scope = scopes[name];
        return typeof scope === 'function' && scope(id);
      }),
    );
  }

  /**
   * Returns the scopes that a type or field requires, given only the tenant of a row. Throws `Unplannable` unless the
   * result is an object of scopes. A boolean or a promise cannot be checked in SQL.
   */
  #scopesOf(given: unknown): Record<string, unknown> {
    if (given === undefined || given === null) return {};
    const scopes = typeof given === 'function' ? this.#call(() => given(this.#settings.rowOf(theTenant))) : given;
    if (isPlainObject(scopes)) return scopes;
    // Ignores the error of a promise, because its result is not used.
    if (scopes instanceof Promise) scopes.catch(() => undefined);
    throw new Unplannable({ kind: 'SCOPE', scope: 'authScopes' });
  }

  #call(authScopes: () => unknown): unknown {
    try {
      return authScopes();
    } catch (error) {
      throw new Unplannable({ kind: 'SCOPE', scope: 'authScopes' }, { cause: error });
    }
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
