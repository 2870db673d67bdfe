import type { Context } from '#domain/context.ts';
import { DomainError } from '#domain/errors.ts';
import type { PlanSettings } from '#plan/settings.ts';
import { scopesOf } from './auth-scopes.ts';
import { models } from './models.ts';

declare module '#plan/register.ts' {
  interface Register {
    context: Context;
  }
}

/** Models, scopes and organizations that the plugin needs for planned reads. */
export const planSettings: PlanSettings = {
  models,
  scopes: scopesOf,
  tenantColumn: 'org_id',
  tenants: ({ viewer }) => [...viewer.memberships.keys(), ...(viewer.share ? [viewer.share.orgId] : [])],
  rowOf: (orgId) => ({ orgId, item: { orgId } }),
  isRefusal: (error) => error instanceof DomainError,
};
