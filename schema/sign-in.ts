import { InvalidInput, RateLimited, Unauthenticated } from '#domain/errors.ts';
import { signOut } from '#domain/identity/end-browser-sessions.ts';
import { signIn } from '#domain/identity/sign-in.ts';
import { builder } from './builder.ts';
import { rememberSignedIn } from './just-signed-in.ts';
import { User } from './user.ts';

builder.mutationField('signIn', (t) =>
  t.fieldWithInput({
    type: User,
    authScopes: { anyone: true },
    description: 'Signs a person in. The session is kept in a cookie that scripts cannot read.',
    errors: {
      types: [InvalidInput, RateLimited],
      dataField: { name: 'user', description: 'Person who is now signed in.' },
    },
    input: {
      email: t.input.string({ required: true, description: 'Email address of the account, in any case.' }),
      password: t.input.string({ required: true, description: 'Password of the account.' }),
    },
    resolve: async (_root, { input }, context) => {
      const { user, session } = await signIn(context, input);
      context.cookies.setSession(session);
      rememberSignedIn(context, user);
      return user;
    },
  }),
);

const SignOutSuccess = builder.objectRef<object>('SignOutSuccess').implement({
  description: 'Success: the browser session has ended.',
  authScopes: { anyone: true },
  fields: (t) => ({
    signedOut: t.boolean({
      description: 'Whether the browser is signed out: always true, even if there was no session.',
      resolve: () => true,
    }),
  }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: SignOutSuccess,
    authScopes: { anyone: true },
    description: 'Ends the browser session of this request. For a share link, the browser forgets the link.',
    errors: { types: [Unauthenticated], directResult: true },
    resolve: async (_root, _args, context) => {
      await signOut(context);
      if (context.viewer.share) context.cookies.clearShareLink();
      else context.cookies.clearSession();
      return {};
    },
  }),
);
