import { readEmailAddress } from '#formats/email-address.ts';
import { CommandRefused } from './command-refused.ts';

/** Returns an e-mail address from the command line in normal form. Throws if the address is invalid. */
export function requireAddress(text: string): string {
  const { address, problem } = readEmailAddress(text);
  if (problem !== null) throw new CommandRefused(`${JSON.stringify(text)} is not an email address. ${problem}`);
  return address;
}
