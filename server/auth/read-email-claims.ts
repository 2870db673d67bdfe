import type { EmailFault } from '#domain/identity/sign-in-by-provider.ts';
import { readEmailAddress } from '#formats/email-address.ts';

export interface EmailClaims {
  verifiedEmail: string | null;
  /** Reason for a missing verified address, or null. */
  emailFault: EmailFault | null;
}

/**
 * Reads `email` and `email_verified` of a token. Some issuers send the string "true" as `email_verified`, and some omit
 * it. If it is omitted, the address is accepted only if the operator trusts the addresses of the issuer. An address
 * that the issuer marks as unverified is never accepted.
 */
export function readEmailClaims(claims: Record<string, unknown>, trustsMissingClaim: boolean): EmailClaims {
  const { email, email_verified: verified } = claims;
  if (typeof email !== 'string' || email.trim() === '') return { verifiedEmail: null, emailFault: 'NO_EMAIL' };
  const isMissing = verified === undefined || verified === null;
  const isVerified = verified === true || (typeof verified === 'string' && verified.toLowerCase() === 'true');
  if (isMissing && !trustsMissingClaim) return { verifiedEmail: null, emailFault: 'CLAIM_MISSING' };
  if (!isMissing && !isVerified) return { verifiedEmail: null, emailFault: 'NOT_VERIFIED' };
  const { address } = readEmailAddress(email);
  return address === null
    ? { verifiedEmail: null, emailFault: 'NOT_AN_ADDRESS' }
    : { verifiedEmail: address, emailFault: null };
}
