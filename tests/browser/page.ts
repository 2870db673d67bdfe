import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { demoPeople } from '../../domain/identity/demo.ts';

/** The owner of the demo organization. */
export const [demo] = demoPeople;

/** Returns the address of the Vitrine of this run. */
export function vitrineUrl(): string {
  const url = process.env['VITRINE_URL'];
  if (!url) throw new Error('The global setup has started no Vitrine.');
  return url;
}

/**
 * A test whose page records problems. It fails on any console error, exception, failed request or violation of the
 * content security policy, unless the test has announced it.
 */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, provide) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url().split('?')[0]}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
        });
      });
      await provide(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Signs in with one request, in a new session, and opens the first page. */
export async function signIn(page: Page, { email, password }: { email: string; password: string } = demo) {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
  const response = await page.request.post(`${vitrineUrl()}/graphql`, {
    headers: { 'x-vitrine-csrf': 'tests' },
    data: { query, variables: { input: { email, password } } },
  });
  expect(await response.json()).toMatchObject({ data: { signIn: { __typename: 'SignInSuccess' } } });
  await page.goto(vitrineUrl());
}

/** Signs in with the form. */
export async function signInByForm(page: Page, person: { email: string; password: string } = demo) {
  await page.goto(`${vitrineUrl()}/login`);
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole('button', { name: /sign in/i }).click();
}

/** Expects no accessibility faults on the page, by the rules with one of the tags, or by all rules. */
export async function expectAccessible(page: Page, tags?: string[]) {
  // The size of targets is a rule of WCAG 2.2, which axe does not check by default.
  const axe = new AxeBuilder({ page }).options({
    rules: { 'target-size': { enabled: true } },
    ...(tags && { runOnly: { type: 'tag', values: tags } }),
  });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}
