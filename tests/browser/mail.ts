import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/** Returns the link in the newest mail to this address. Waits until the mail was sent. */
export async function linkMailedTo(address: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(() => (link = newestTo(address)?.match(/https?:\/\/\S+#\S+/)?.[0]), { message: `mail to ${address}` })
    .toBeTruthy();
  return link ?? '';
}

function newestTo(address: string): string | undefined {
  const file = process.env['VITRINE_MAIL'] ?? '';
  if (!existsSync(file)) return undefined;
  const mails = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as { to: string; text: string });
  return mails.findLast(({ to }) => to === address)?.text;
}
