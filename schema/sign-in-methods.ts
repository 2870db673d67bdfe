import type { Installation } from '#domain/installation.ts';
import { builder } from './builder.ts';

const IdentityProvider = builder
  .objectRef<NonNullable<Installation['identityProvider']>>('IdentityProvider')
  .implement({
    description: 'Identity provider with which people sign in.',
    authScopes: { anyone: true },
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Display name of the provider.' }),
      startPath: t.string({
        description: 'Path at which a browser starts to sign in. `?to=/o/lumen` returns it to that page afterwards.',
        resolve: () => '/auth/oidc/start',
      }),
    }),
  });

const SignInMethods = builder.objectRef<Installation>('SignInMethods').implement({
  description: 'Methods of signing in.',
  authScopes: { anyone: true },
  fields: (t) => ({
    identityProvider: t.field({
      type: IdentityProvider,
      nullable: true,
      description: 'Identity provider beside the password. Null if none is configured.',
      resolve: (installation) => installation.identityProvider,
    }),
  }),
});

builder.queryField('signInMethods', (t) =>
  t.field({
    type: SignInMethods,
    authScopes: { anyone: true },
    description: 'Methods of signing in.',
    resolve: (_root, _args, { installation }) => installation,
  }),
);
