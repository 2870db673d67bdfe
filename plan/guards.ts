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
    for (const [scope, value] of Object.entries(this.#scopesOf(options.authScopes))) {
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

  /**
   * Returns the scopes of a row of which only the tenant is known. Throws `Unplannable` for anything but scopes by
   * name: a function may also return a boolean or a promise, which no statement can check.
   */
  #scopesOf(given: unknown): Record<string, unknown> {
    if (given === undefined || given === null) return {};
    const scopes = typeof given === 'function' ? this.#call(() => given(this.#settings.rowOf(theTenant))) : given;
    if (isPlainObject(scopes)) return scopes;
    // Ignores the error of a promise: its scopes are not used.
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
