/** UI strings of the pages to sign in and to reset a password. */

export const signInTitle = 'Sign in to Vitrine';
export const signInLead = 'View the datasets of your organization.';
export const email = 'Email';
export const password = 'Password';
export const signIn = 'Sign in';
export const signInWith = (providerName: string): string => `Sign in with ${providerName}`;
export const forgotPassword = 'Forgot your password?';
export const noAnswer = 'Couldn’t reach the server. Try again.';

/** Messages for failed sign-ins with an identity provider, by the `error` param of the URL. */
export const providerErrors: ReadonlyMap<string, string> = new Map([
  ['no-account', 'You don’t have an account here yet. Ask an admin of your organization to invite you.'],
  ['not-verified', 'Your identity provider hasn’t verified your email address. Verify it there, then sign in again.'],
  ['no-email', 'Your identity provider didn’t send your email address. Contact the operator of this server.'],
  ['expired', 'Signing in took longer than 10 minutes, or started in another browser. Try again.'],
  ['provider', 'Your identity provider couldn’t be reached, or didn’t confirm your identity. Try again.'],
]);
export const unknownProviderError = 'Couldn’t sign you in. Try again.';

export const forgotPasswordLead = 'Enter your email address. We’ll send you a link to set a new password.';
export const sendLink = 'Send link';
export const checkEmail = 'Check your email';
export const linkSent = (address: string): string =>
  `If ${address} has an account with a password, we sent a link to it. The link works once and expires after 30 minutes.`;
export const backToSignIn = 'Back to sign in';

export const linkIncomplete = 'This link is incomplete';
export const linkIncompleteLead = 'Open the full link from the email, or request a new one.';
export const linkExpired = 'This link has expired';
export const linkExpiredLead = 'It was already used, or is older than 30 minutes. Request a new link.';
export const requestLink = 'Request a new link';
export const setPasswordTitle = 'Set a new password';
export const setPasswordLead = 'This signs out all browsers that use your account.';
export const newPassword = 'New password';
export const passwordHint = 'At least 10 characters.';
export const setPassword = 'Set password';
export const passwordChanged = 'Password changed';
export const passwordChangedLead = 'All browsers were signed out. Sign in with your new password.';
