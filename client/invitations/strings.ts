/** UI strings of the invitation page. */

export const title = 'Invitation';
export const loading = 'Loading the invitation…';
export const linkIncomplete = 'This link is incomplete';
export const linkIncompleteLead = 'Open the full link from the email.';
export const expired = 'This invitation has expired';
export const expiredLead =
  'It was used, revoked or replaced, or is older than 7 days. Ask the person who invited you for a new one.';
export const goToVitrine = 'Go to Vitrine';

export const joinOrganization = (organizationName: string): string => `Join ${organizationName}`;
export const invitedAs = (role: string): string => `You are invited with the role ${role}.`;
export const signInToJoin = 'You already have an account. Sign in to join.';
export const openAgain = (providerName: string): string =>
  `If you sign in with ${providerName}, open the link in the email again afterwards.`;
export const forgotPassword = 'Forgot your password?';

export const otherAccount = (invited: string, signedIn: string): string =>
  `The invitation was sent to ${invited}, but you are signed in as ${signedIn}. If you join, ${signedIn} becomes a member.`;
export const joinAs = (name: string): string => `Join as ${name}`;
export const anotherAccount = 'Use another account';

export const email = 'Email';
export const name = 'Name';
export const password = 'Password';
export const passwordHint = 'At least 10 characters.';
export const join = 'Create account and join';
