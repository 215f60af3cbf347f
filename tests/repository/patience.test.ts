/**
 * No test of the page counts on being quick: what the page shows a moment later is waited for (`expect.poll`, `waitFor`, `waitForFunction`), never
 * read once and held against what it should be; no wait has an end of its own, nor a length; no clock is held against anything.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calls, nameOf, parse, type Node } from './calls.ts';

const sources = readdirSync('tests/browser', { recursive: true, encoding: 'utf8' })
  .map((name) => join('tests/browser', name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));

/** These wait themselves, or ask what cannot change any more. */
const WAITING: ReadonlySet<string> = new Set(['flaws', 'reported', 'violations', 'faults', 'race', 'saidOrRuns']);
/** Reads of the page that wait for nothing, or only until there is something to read. */
const READS: ReadonlySet<string> = new Set([
  'isVisible',
  'isHidden',
  'isEnabled',
  'isDisabled',
  'isChecked',
  'count',
  'allTextContents',
  'allInnerTexts',
  'boundingBox',
]);
/** Waits of a length, and why. */
const LENGTHS: Readonly<Record<string, string>> = {
  'tests/browser/faults.test.ts': 'workers die at random moments',
  'tests/browser/kills.test.ts': 'so do tabs and browsers',
};

const isCall = ({ type }: Node): boolean => type === 'CallExpression';
/** The function itself is called: `expect(…)`, and not `expect.poll(…)`. */
const isPlain = (node: Node, name: string): boolean => isCall(node) && (node['callee'] as Node)['name'] === name;
const isPoll = (node: Node): boolean => isCall(node) && nameOf(node) === 'poll';
const namesTimeout = (node: Node): boolean =>
  node.type === 'ObjectExpression' && (node['properties'] as readonly Node[]).some((property) => (property['key'] as Node | undefined)?.['name'] === 'timeout');

function hasty(name: string, text: string): string[] {
  return calls(parse(name, text)).flatMap(({ node, around }) => {
    const called = nameOf(node);
    const inExpect = around.some((one) => isPlain(one, 'expect'));
    const isAwaited = around.at(-1)?.type === 'AwaitExpression';
    const args = (node['arguments'] as readonly Node[] | undefined) ?? [];
    const found: string[] = [];
    if (inExpect && isAwaited && !WAITING.has(called)) found.push(`${name}: ${called} is read once`);
    else if (READS.has(called) && args.length === 0 && !around.some(isPoll)) found.push(`${name}: ${called} is read once`);
    if (called === 'waitForTimeout' && !(name in LENGTHS)) found.push(`${name}: it waits for a while`);
    if (called === 'now' && inExpect) found.push(`${name}: a clock is held against something`);
    // A test as a whole may be ended: `test(…, { timeout }, …)`.
    const isTest = called === 'test' || !['Identifier', 'MemberExpression'].includes((node['callee'] as Node | undefined)?.type ?? 'Identifier');
    if (!isTest && args.some(namesTimeout)) found.push(`${name}: ${called} ends by itself`);
    return found;
  });
}

test('no test of the page reads once what comes a moment later, or holds a clock against it', () => {
  expect(sources.length).toBeGreaterThan(15);
  expect(sources.flatMap((name) => hasty(name, readFileSync(name, 'utf8')))).toEqual([]);
});

test.each([
  ['expect(await page.locator("p").textContent()).toBe("a");', 1],
  ['expect(await curves(page)).toEqual(whole);', 1],
  ['expect([part, await shown(page, part)]).toEqual([part, true]);', 1],
  ['await expect.poll(() => curves(page)).toEqual(whole);', 0],
  ['const seen = await page.locator("p").isVisible();', 1],
  ['await expect.poll(() => page.locator("p").isVisible()).toBe(true);', 0],
  ['await page.locator("p").waitFor({ timeout: 5000 });', 1],
  ['await page.locator("p").waitFor();', 0],
  ['await expect.poll(() => step(page), { timeout: 20_000 }).toBe(1);', 1],
  ['await page.waitForTimeout(500);', 1],
  ['expect(Date.now() - began).toBeLessThan(5000);', 1],
  ['test("a", { timeout: 600_000 }, async () => {});', 0],
  ['test.each([1])("a", { timeout: 600_000 }, async () => {});', 0],
])('it sees %s', (text, count) => {
  expect(hasty('tests/browser/a.test.ts', text)).toHaveLength(count);
});
