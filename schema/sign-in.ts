import { InvalidInput, RateLimited } from '#domain/errors.ts';
import { endBrowserSession } from '#domain/identity/browser-session.ts';
import { signIn } from '#domain/identity/sign-in.ts';
import { builder } from './builder.ts';
import { User } from './viewer.ts';

builder.mutationField('signIn', (t) =>
  t.fieldWithInput({
    type: User,
    authScopes: { anyone: true },
    description: 'Signs a person in. The session travels in a cookie that scripts cannot read.',
    errors: {
      types: [InvalidInput, RateLimited],
      dataField: { name: 'user', description: 'The person who is now signed in.' },
    },
    input: {
      email: t.input.string({ required: true, description: 'The e-mail address of the account, in any case.' }),
      password: t.input.string({ required: true, description: 'The password.' }),
    },
    resolve: async (_root, { input }, context) => {
      const { user, session } = await signIn(context, input);
      context.cookies.setSession(session);
      return user;
    },
  }),
);

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload').implement({
  description: 'The browser session is over.',
  authScopes: { anyone: true },
  fields: (t) => ({
    signedOut: t.exposeBoolean('signedOut', { description: 'True, also when there was no session.' }),
    query: t.field({ type: 'Query', description: 'Everything else there is to ask.', resolve: () => ({}) }),
  }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: SignOutPayload,
    authScopes: { anyone: true },
    description: 'Ends the browser session of this request.',
    resolve: async (_root, _args, context) => {
      if (context.viewer.sessionId) await endBrowserSession(context, context.viewer.sessionId);
      context.cookies.clearSession();
      return { signedOut: true };
    },
  }),
);
