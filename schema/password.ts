import { Forbidden, InvalidInput, MailUnavailable, RateLimited } from '#domain/errors.ts';
import { changePassword } from '#domain/identity/change-password.ts';
import { completePasswordReset, requestPasswordReset } from '#domain/identity/reset-password.ts';
import { builder } from './builder.ts';

const ChangePasswordSuccess = builder.objectRef<object>('ChangePasswordSuccess').implement({
  description: 'Success: the password is changed.',
  authScopes: { anyone: true },
  fields: (t) => ({
    changed: t.boolean({ description: 'Whether the password was changed: always true.', resolve: () => true }),
  }),
});

builder.mutationField('changePassword', (t) =>
  t.fieldWithInput({
    type: ChangePasswordSuccess,
    authScopes: { authenticated: true },
    description: 'Changes the password of the viewer and ends their other browser sessions.',
    errors: { types: [Forbidden, InvalidInput, RateLimited], directResult: true },
    input: {
      currentPassword: t.input.string({ required: true, description: 'Current password of the viewer.' }),
      newPassword: t.input.string({ required: true, description: 'New password, 10 to 256 characters.' }),
    },
    resolve: async (_root, { input }, context) => {
      await changePassword(context, input);
      return {};
    },
  }),
);

const RequestPasswordResetSuccess = builder.objectRef<object>('RequestPasswordResetSuccess').implement({
  description: 'Success: the request is accepted. If the account exists, a link was sent to it.',
  authScopes: { anyone: true },
  fields: (t) => ({
    requested: t.boolean({
      description: 'Whether the request was accepted: always true, even if the account does not exist.',
      resolve: () => true,
    }),
  }),
});

builder.mutationField('requestPasswordReset', (t) =>
  t.fieldWithInput({
    type: RequestPasswordResetSuccess,
    authScopes: { anyone: true },
    description: 'Sends a link for a new password, if the account exists. The result does not reveal it.',
    errors: { types: [InvalidInput, MailUnavailable, RateLimited], directResult: true },
    input: { email: t.input.string({ required: true, description: 'Email address of the account.' }) },
    resolve: async (_root, { input }, context) => {
      await requestPasswordReset(context, input);
      return {};
    },
  }),
);

const CompletePasswordResetSuccess = builder.objectRef<object>('CompletePasswordResetSuccess').implement({
  description: 'Success: the new password is set. Sign in with it.',
  authScopes: { anyone: true },
  fields: (t) => ({
    changed: t.boolean({ description: 'Whether the password was changed: always true.', resolve: () => true }),
  }),
});

builder.mutationField('completePasswordReset', (t) =>
  t.fieldWithInput({
    type: CompletePasswordResetSuccess,
    authScopes: { anyone: true },
    description: 'Sets a new password by the secret of a reset link, and ends all browser sessions of the account.',
    errors: { types: [InvalidInput, RateLimited], directResult: true },
    input: {
      secret: t.input.string({
        required: true,
        description: 'Secret of the reset: the part of its link after the `#`.',
      }),
      newPassword: t.input.string({ required: true, description: 'New password, 10 to 256 characters.' }),
    },
    resolve: async (_root, { input }, context) => {
      await completePasswordReset(context, input);
      return {};
    },
  }),
);
