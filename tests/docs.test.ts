/** What the documents point at is there, and no merge was left half done in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const DOCUMENTS = ['README.md', 'CHANGELOG.md', 'NOTICE.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];

test.each(DOCUMENTS)('%s', (document) => {
  const words = readFileSync(document, 'utf8');
  const targets = [...words.matchAll(/\]\(([^)#]+?)(?:#[^)]*)?\)/g)].map(([, target]) => target as string);
  const local = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(local.filter((target) => !existsSync(join(dirname(document), target)))).toEqual([]);
  expect(words).not.toMatch(/^(?:<{7}|={7}|>{7})(?: |$)/m);
});
