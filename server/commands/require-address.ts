import { readEmailAddress } from '#formats/email-address.ts';
import { CommandRefused } from './command-refused.ts';

/** Returns an address from the command line in its stored form. */
export function requireAddress(text: string): string {
  const { address, problem } = readEmailAddress(text);
  if (problem !== null) throw new CommandRefused(`${JSON.stringify(text)} is not an email address. ${problem}`);
  return address;
}
