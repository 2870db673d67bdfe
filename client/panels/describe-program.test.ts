import { expect, test } from 'vitest';
import { describeProgram } from './describe-program.ts';

test('a browser is told from those it pretends to be', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  expect(describeProgram(`${windows} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`)).toBe('Edge 142 on Windows');
  expect(describeProgram(`${windows} Chrome/142.0.0.0 Safari/537.36`)).toBe('Chrome 142 on Windows');
  expect(describeProgram(`${mac} Version/18.1 Safari/605.1.15`)).toBe('Safari 18 on macOS');
  expect(describeProgram('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(
    'Firefox 140 on Linux',
  );
});

test('a program is called what it calls itself', () => {
  expect(describeProgram('curl/7.88.1')).toBe('curl/7.88.1');
  expect(describeProgram('vitrine-sdk/0.1.0 node/20')).toBe('vitrine-sdk/0.1.0');
  expect(describeProgram(null)).toBe('Unknown');
});
