/** What our own server says of the files it serves, and whose licences they name. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { built } from '../../scripts/builds.mjs';
import { launch, open, patient } from './browser.ts';

const url = inject('pageUrl');
const files = readdirSync(built('page'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));

const TYPES: Readonly<Record<string, RegExp>> = {
  html: /^text\/html/,
  js: /^(text|application)\/javascript/,
  css: /^text\/css/,
  wasm: /^application\/wasm$/,
  bin: /^application\/octet-stream$/,
  map: /^application\/json/,
  txt: /^text\/plain; charset=utf-8$/,
};

test.each([...new Set(files.map((name) => name.split('.').at(-1) ?? ''))])('%s files have their type and the headers', async (extension) => {
  const name = files.find((file) => file.endsWith(`.${extension}`)) ?? '';
  const { status, headers } = await fetch(`${url}${name}`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(TYPES[extension] ?? /never/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-frame-options')).toBeNull();
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*; frame-ancestors \*$/);
});

/** The status of a path as it is written; `fetch` would take dots out of it. */
function answerTo(path: string, accept: string): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ host: hostname, port, path, headers: { accept } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

test.each(['text/html,*/*', '*/*'])('the page is at its two addresses alone, and what is not there is not found (%s)', async (accept) => {
  const statuses = (paths: readonly string[]) => Promise.all(paths.map(async (path) => [path, await answerTo(path, accept)]));
  const there = ['/', '/index.html', '/?utm_source=x', '/index.html?a'];
  const found = await statuses(there);
  expect(found).toEqual(there.map((path) => [path, 200]));
  const missing = ['/nope', '/nope/', '/nope.html', '/assets', '/assets/', '/assets/nope.js', '/assets/nope.css', '/assets/index.html', '/index'];
  const outside = [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/package.json',
    '/src/main.tsx',
    '/%',
  ];
  const others = await statuses([...missing, ...outside]);
  expect(others).toEqual([...missing, ...outside].map((path) => [path, 404]));
});

test('the page holds the same policy itself, before anything that it governs', async () => {
  const response = await fetch(url);
  const html = await response.text();
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  expect(response.headers.get('content-security-policy')).toBe(`${policy}; frame-ancestors *`);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(script|link|style)/));
});

test('licenses.txt names every package that source maps know of', async () => {
  const text = await (await fetch(`${url}licenses.txt`)).text();
  const maps = files
    .filter((name) => name.endsWith('.map'))
    .map((name) => JSON.parse(readFileSync(join(built('page'), name), 'utf8')) as { sources: string[] });
  const sources = maps.flatMap((map) => map.sources).filter((source) => /node_modules\/[^.]/.test(source));
  const packages = new Set(sources.map((source) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? ''));
  expect(packages.size).toBeGreaterThan(40);
  // What only workers and the binary hold is among them.
  for (const name of ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgpu', 'XNNPACK']) packages.add(name);
  expect([...packages].filter((name) => !text.includes(`\n${name} `) && !text.includes(`\n${name}\n`))).toEqual([]);
});

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('the help leads to it', async () => {
  const { page } = await open(browser);
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.keyboard.press('?');
  const [licences] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Licences' }).click()]);
  await expect.poll(() => licences.evaluate(() => document.body?.innerText ?? '')).toMatch(/^Grokscope\s+MIT License/);
  await licences.close();
  await page.close();
});

test('another site may show the page in a frame, where it runs', async () => {
  const site = createServer((_request, response) => response.end(`<iframe src="${url}" width=1200 height=700></iframe>`)).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const page = await patient(await browser.newPage());
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const run = page.frameLocator('iframe').getByRole('button', { name: 'Run', exact: true });
  await run.waitFor();
  await expect.poll(() => run.isEnabled()).toBe(true);
  await page.close();
  site.close();
});
