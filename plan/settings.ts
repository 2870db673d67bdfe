import type { Models } from './models.ts';
import type { PlanContext } from './register.ts';

/** Scopes of a viewer by name. A scope is a boolean, or a function of a tenant's id. */
export type Scopes = Readonly<Record<string, boolean | ((id: string) => boolean)>>;

/** Settings with which a program adapts the planner. */
export interface PlanSettings {
  models: Models;
  /** Returns the scopes of the viewer, which the resolvers check too. */
  scopes: (context: PlanContext) => Scopes;
  /** Name of the column with the id of the row's tenant. */
  tenantColumn: string;
  /** Returns the ids of tenants for which the viewer may have a scope. */
  tenants: (context: PlanContext) => readonly string[];
  /** Returns the fields of a row that `authScopes` functions may read before the row is loaded. */
  rowOf: (tenant: string) => object;
  /** Returns whether an error is a refusal of the request, which the resolvers then report. */
  isRefusal: (error: unknown) => boolean;
}
