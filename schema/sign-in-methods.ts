import type { Policy } from '#domain/policy.ts';
import { builder } from './builder.ts';

const IdentityProvider = builder.objectRef<NonNullable<Policy['identityProvider']>>('IdentityProvider').implement({
  description: 'Where people sign in with the account they have elsewhere.',
  authScopes: { anyone: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What people call it.' }),
    startPath: t.string({
      description: 'Where to send the browser. `?to=/o/lumen` brings it back there afterwards.',
      resolve: () => '/auth/oidc/start',
    }),
  }),
});

const SignInMethods = builder.objectRef<Policy>('SignInMethods').implement({
  description: 'How one can sign in here.',
  authScopes: { anyone: true },
  fields: (t) => ({
    identityProvider: t.field({
      type: IdentityProvider,
      nullable: true,
      description: 'Besides by password; null when none is configured.',
      resolve: (policy) => policy.identityProvider,
    }),
  }),
});

builder.queryField('signInMethods', (t) =>
  t.field({
    type: SignInMethods,
    authScopes: { anyone: true },
    description: 'How one can sign in here.',
    resolve: (_root, _args, { policy }) => policy,
  }),
);
