import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { policyOf } from '../../scripts/security-plugin.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const directive = (html: string, name: string): string =>
  policyOf(html)
    .split('; ')
    .find((one) => one.startsWith(`${name} `)) ?? '';

test('what stands in the page is allowed by its hash, as the parser reads it', () => {
  const html = '<style>\n a{}\r\n</style><script>\nlet a;\r\n</script><script data-x="1">b</script><script type="module" src="./c.js"></script>';
  expect(directive(html, 'script-src')).toBe(`script-src 'self' 'wasm-unsafe-eval' ${hash('\nlet a;\n')} ${hash('b')}`);
  expect(directive(html, 'style-src')).toContain(hash('\n a{}\n'));
});

test('nothing is allowed that is not named', () => {
  expect(directive('', 'default-src')).toBe("default-src 'none'");
  expect(directive('', 'script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
  for (const loose of ["'unsafe-inline'", "'unsafe-eval'", '*', 'http:', 'https:', 'blob:']) expect(policyOf('').split(/[ ;]/)).not.toContain(loose);
});
