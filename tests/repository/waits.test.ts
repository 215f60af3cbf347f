/** No wait without an end: whatever asks the browser, the network or a device for a promise stands inside `within`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calls, nameOf, parse, type Node } from './calls.ts';

/** What may neither come nor fail, by the name of what is called. */
const OUTSIDE = new Set(['fetch', 'requestAdapter', 'requestDevice', 'mapAsync', 'writeText', 'readText', 'read', 'locks', 'estimate', 'persist', 'import']);
/** Packages whose every function asks the outside, but for those that only name it. */
const STORES = new Set(['idb-keyval']);
const NAMES_ONLY = new Set(['createStore']);
/** Our own things that have methods of these names, and end their waits themselves. */
const OWN = new Set(['device', 'wire', 'watch']);
/** These have an end of their own: `attend` gives its loading a minute, as does `arriving`; `onDemand` says that a part of the page is on its way and gives it up. `asked` is a question to a database (store/database.ts). */
const ENDS = new Set(['within', 'attend', 'arriving', 'onDemand', 'asked']);
/** Waits that nothing hangs on, and why. */
const IDLE: Readonly<Record<string, string>> = {
  'src/ui/parts/Tex.tsx import': 'without the symbol the name beside it does',
  'src/main.ts import': 'index.html says when the app does not stand after a while',
  'src/store/console.ts import': 'asked in the browser’s console only',
};

/** The command line asks no network, and Node's own files come or fail. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name).replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.startsWith('src/cli/') && !name.includes('/assembly/'));

/** Whose method is called: the last name before it. */
const ownerOf = (node: Node): string | null => {
  const callee = node['callee'] as Node | undefined;
  if (callee?.type !== 'MemberExpression') return null;
  const object = callee['object'] as Node;
  return ((object.type === 'MemberExpression' ? (object['property'] as Node)['name'] : object['name']) as string | undefined) ?? null;
};

/** Calls of the outside in a file that no end is put to. */
function unbounded(name: string, text: string): string[] {
  const program = parse(name, text);
  const outside = new Set(OUTSIDE);
  const ends = new Set(ENDS);
  for (const statement of program['body'] as readonly Node[]) {
    if (statement.type === 'ImportDeclaration' && STORES.has((statement['source'] as Node)['value'] as string)) {
      for (const { imported } of statement['specifiers'] as readonly { readonly imported: Node }[]) outside.add(imported['name'] as string);
    }
    // A function of the file that puts an end to what it is given.
    if (statement.type === 'FunctionDeclaration' && calls(statement).some(({ node }) => nameOf(node) === 'within'))
      ends.add((statement['id'] as Node)['name'] as string);
  }
  return calls(program).flatMap(({ node, around }) => {
    const called = ownerOf(node) === 'locks' ? 'locks' : nameOf(node);
    if (!outside.has(called) || NAMES_ONLY.has(called) || OWN.has(ownerOf(node) ?? '')) return [];
    if (around.some((one) => one.type === 'CallExpression' && ends.has(nameOf(one)))) return [];
    const known = `${name} ${called}`;
    return known in IDLE ? [] : [known];
  });
}

test('every wait for something outside has an end', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap((name) => unbounded(name, readFileSync(name, 'utf8')))).toEqual([]);
});

test.each([
  ['await fetch(url);', 1],
  ['await within(5, what, fetch(url));', 0],
  ['const adapter = await navigator.gpu.requestAdapter();', 1],
  ["import { get } from 'idb-keyval'; export const one = () => get('a');", 1],
  ["import { get } from 'idb-keyval'; async function asked(q) { return within(5, what, q()); } export const one = () => asked(() => get('a'));", 0],
  ["await navigator.locks.request('a', hold);", 1],
  ["await within(5, what, navigator.locks.request('a', hold));", 0],
  ["const module = await import('./open.ts');", 1],
])('it sees %s', (text, count) => {
  expect(unbounded('src/a.ts', text)).toHaveLength(count);
});

test('workers are made in the five places that the crew calls', () => {
  const made = sources.filter((name) => /new Worker\(/.test(readFileSync(name, 'utf8')));
  expect(made.toSorted()).toEqual([
    'src/worker/film/client.ts',
    'src/worker/looks/client.ts',
    'src/worker/runFiles/client.ts',
    'src/worker/tables/client.ts',
    'src/worker/trainer/spawn.ts',
  ]);
});
