import type { Models } from './models.ts';
import type { PlanContext } from './register.ts';

/** Scopes of a viewer: a boolean, or a function of the id of a tenant. */
export type Scopes = Readonly<Record<string, boolean | ((id: string) => boolean)>>;

/** The parts of a program that plans depend on. */
export interface PlanSettings {
  models: Models;
  /** Returns the scopes of the viewer, as the resolvers check them. */
  scopes: (context: PlanContext) => Scopes;
  /** Column of a row that holds the id of its tenant. */
  tenantColumn: string;
  /** Returns the tenants whose rows the viewer may have a scope for. */
  tenants: (context: PlanContext) => readonly string[];
  /** Returns the part of a row that `authScopes` may read before the row is loaded. */
  rowOf: (tenant: string) => object;
  /** Returns whether an error refuses the request, so that the resolvers report it. */
  isRefusal: (error: unknown) => boolean;
}
