import { readEmailAddress } from '#formats/email-address.ts';
import { InvalidInput } from './errors.ts';

/** Returns an e-mail address as it is stored and compared; throws if the text is not one. */
export function requireEmail(text: string, path = 'email'): string {
  const { address, problem } = readEmailAddress(text);
  if (problem !== null) throw new InvalidInput(path, problem);
  return address;
}
