import { Forbidden, InvalidInput, MailUnavailable, RateLimited } from '#domain/errors.ts';
import { changePassword } from '#domain/identity/change-password.ts';
import { completePasswordReset, requestPasswordReset } from '#domain/identity/reset-password.ts';
import { builder } from './builder.ts';

const PasswordChanged = builder.objectRef<object>('PasswordChanged').implement({
  description: 'The password was changed.',
  authScopes: { anyone: true },
  fields: (t) => ({ changed: t.boolean({ description: 'True.', resolve: () => true }) }),
});

builder.mutationField('changePassword', (t) =>
  t.fieldWithInput({
    type: PasswordChanged,
    authScopes: { authenticated: true },
    description: "Changes the viewer's password and ends their other browser sessions.",
    errors: {
      types: [Forbidden, InvalidInput, RateLimited],
      dataField: { name: 'password', description: 'What was changed.' },
    },
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

const PasswordResetRequested = builder.objectRef<object>('PasswordResetRequested').implement({
  description: 'A link was sent, if there is such an account.',
  authScopes: { anyone: true },
  fields: (t) => ({
    requested: t.boolean({ description: 'True, whether or not there is such an account.', resolve: () => true }),
  }),
});

builder.mutationField('requestPasswordReset', (t) =>
  t.fieldWithInput({
    type: PasswordResetRequested,
    authScopes: { anyone: true },
    description: 'Sends a link for a new password, if there is such an account. The answer does not tell.',
    errors: {
      types: [MailUnavailable, RateLimited],
      dataField: { name: 'reset', description: 'What was asked for.' },
    },
    input: { email: t.input.string({ required: true, description: 'The e-mail address of the account.' }) },
    resolve: async (_root, { input }, context) => {
      await requestPasswordReset(context, input);
      return {};
    },
  }),
);

builder.mutationField('completePasswordReset', (t) =>
  t.fieldWithInput({
    type: PasswordChanged,
    authScopes: { anyone: true },
    description: 'Sets a new password by a link that was sent, and ends all browser sessions of the account.',
    errors: {
      types: [InvalidInput, RateLimited],
      dataField: { name: 'password', description: 'What was changed. Sign in with it.' },
    },
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
