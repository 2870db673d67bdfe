import { readEmailAddress } from '#formats/email-address.ts';
import { InvalidInput } from './errors.ts';

/** Returns an e-mail address in its stored form. Throws `InvalidInput` if the text is not an address. */
export function requireEmail(text: string, path = 'email'): string {
  const { address, problem } = readEmailAddress(text);
  if (problem !== null) throw new InvalidInput(path, problem);
  return address;
}
