import { Forbidden, InvalidInput, MailUnavailable, RateLimited } from '#domain/errors.ts';
import { changePassword } from '#domain/identity/change-password.ts';
import { completePasswordReset, requestPasswordReset } from '#domain/identity/reset-password.ts';
import { builder } from './builder.ts';

const ChangePasswordSuccess = builder.objectRef<object>('ChangePasswordSuccess').implement({
  description: 'The password is changed.',
  authScopes: { anyone: true },
  fields: (t) => ({ changed: t.boolean({ description: 'Always true.', resolve: () => true }) }),
});

builder.mutationField('changePassword', (t) =>
  t.fieldWithInput({
    type: ChangePasswordSuccess,
    authScopes: { authenticated: true },
    description: "Changes the viewer's password and ends their other browser sessions.",
    errors: { types: [Forbidden, InvalidInput, RateLimited], directResult: true },
    input: {
      currentPassword: t.input.string({ required: true, description: 'The current password.' }),
      newPassword: t.input.string({ required: true, description: 'The new one: 10 to 256 characters.' }),
    },
    resolve: async (_root, { input }, context) => {
      await changePassword(context, input);
      return {};
    },
  }),
);

const RequestPasswordResetSuccess = builder.objectRef<object>('RequestPasswordResetSuccess').implement({
  description: 'The request is accepted. If the account exists, a link was sent to it.',
  authScopes: { anyone: true },
  fields: (t) => ({
    requested: t.boolean({ description: 'Always true, whether or not the account exists.', resolve: () => true }),
  }),
});

builder.mutationField('requestPasswordReset', (t) =>
  t.fieldWithInput({
    type: RequestPasswordResetSuccess,
    authScopes: { anyone: true },
    description: 'Sends a link for a new password, if there is such an account. The answer does not tell.',
    errors: { types: [InvalidInput, MailUnavailable, RateLimited], directResult: true },
    input: { email: t.input.string({ required: true, description: 'The e-mail address of the account.' }) },
    resolve: async (_root, { input }, context) => {
      await requestPasswordReset(context, input);
      return {};
    },
  }),
);

const CompletePasswordResetSuccess = builder.objectRef<object>('CompletePasswordResetSuccess').implement({
  description: 'The new password is set. Sign in with it.',
  authScopes: { anyone: true },
  fields: (t) => ({ changed: t.boolean({ description: 'Always true.', resolve: () => true }) }),
});

builder.mutationField('completePasswordReset', (t) =>
  t.fieldWithInput({
    type: CompletePasswordResetSuccess,
    authScopes: { anyone: true },
    description: 'Sets a new password by a link that was sent, and ends all browser sessions of the account.',
    errors: { types: [InvalidInput, RateLimited], directResult: true },
    input: {
      secret: t.input.string({ required: true, description: 'What stands behind the # of the link.' }),
      newPassword: t.input.string({ required: true, description: 'The new password: 10 to 256 characters.' }),
    },
    resolve: async (_root, { input }, context) => {
      await completePasswordReset(context, input);
      return {};
    },
  }),
);
