import { expect, test } from 'vitest';
import { siteOf } from '../site.ts';
import { strictTransportSecurity } from './security-headers.ts';

const header = (PUBLIC_URL: string | undefined, setting?: string) =>
  strictTransportSecurity(siteOf({ PUBLIC_URL, PORT: 4000 }), setting);

test('browsers keep to https only for a host that the server has for itself, and never for its subdomains', () => {
  expect(header('https://vitrine.example')).toBe('max-age=31536000');
  expect(header('https://vitrine.example/')).toBe('max-age=31536000');
  expect(header('https://vitrine.example:443')).toBe('max-age=31536000');
  // The header counts for all paths and ports of the host, where other programs may be.
  expect(header('https://host.example/vitrine')).toBeNull();
  expect(header('https://host.example:8443')).toBeNull();
  expect(header('http://vitrine.example')).toBeNull();
  expect(header(undefined)).toBeNull();
});

test('an operator may ask for more, or for nothing', () => {
  const wide = 'max-age=63072000; includeSubDomains; preload';
  expect(header('https://vitrine.example', wide)).toBe(wide);
  expect(header('https://host.example/vitrine', 'max-age=60')).toBe('max-age=60');
  expect(header('https://vitrine.example', 'off')).toBeNull();
  expect(header('http://vitrine.example', wide)).toBeNull();
});
