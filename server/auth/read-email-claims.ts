import type { EmailFault } from '#domain/identity/sign-in-by-provider.ts';
import { readEmailAddress } from '#formats/email-address.ts';

export interface EmailClaims {
  verifiedEmail: string | null;
  /** Reason for a missing verified address, or null. */
  emailFault: EmailFault | null;
}

/**
 * Reads `email` and `email_verified` of a token. Some issuers write the text "true", and some omit the claim. Without
 * the claim, the address counts only if the operator trusts the issuer's addresses. An address that the issuer calls
 * unverified never counts.
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
