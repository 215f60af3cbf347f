/**
 * Text stands alone in its element. Browsers' translators put <font> elements in the place of text nodes: React can still write to an element
 * that holds one text, but a text beside elements, in a list, in a fragment, or that a component returns is a node of its own, which it would
 * change in vain and could not remove.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const partsOf = (node: Node): Node[] =>
  Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);

/** Values that a function may return. */
const returned = (fn: Node): Node[] => {
  const { body } = fn as unknown as { body: Node };
  if (body.type !== 'BlockStatement') return [body];
  const found: Node[] = [];
  const look = (node: Node): void => {
    if (node.type === 'ReturnStatement' && isNode(node['argument'])) found.push(node['argument']);
    else if (!/Function/.test(node.type)) partsOf(node).forEach(look);
  };
  look(body);
  return found;
};

/** Whether an expression may come to a text. What is neither an element, nothing, nor `children` may. */
function mayBeText(node: Node): boolean {
  const of = (field: string): Node => node[field] as Node;
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return false;
    case 'Literal':
      return node['value'] !== null && typeof node['value'] !== 'boolean';
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return mayBeText(of('expression'));
    case 'ConditionalExpression':
      return mayBeText(of('consequent')) || mayBeText(of('alternate'));
    case 'LogicalExpression':
      return mayBeText(of('right')) || (node['operator'] !== '&&' && mayBeText(of('left')));
    case 'CallExpression': {
      const callback = (node['arguments'] as Node[]).find(({ type }) => /Function/.test(type));
      return callback === undefined || returned(callback).some(mayBeText);
    }
    case 'Identifier':
      return node['name'] !== 'children';
    default:
      return true;
  }
}

/** A child as React sees it; null where there is none. */
function childOf(node: Node): { readonly text: boolean } | null {
  if (node.type === 'JSXText') {
    const words = node['value'] as string;
    return words.trim() === '' && words.includes('\n') ? null : { text: true };
  }
  if (node.type !== 'JSXExpressionContainer') return { text: false };
  const expression = node['expression'] as Node;
  return expression.type === 'JSXEmptyExpression' ? null : { text: mayBeText(expression) };
}

/** Components of a file: its functions of capital names, those handed to `memo` and its kind included. */
function componentsOf(node: Node): Node[] {
  const isCapital = (id: unknown): boolean => isNode(id) && /^[A-Z](?![A-Z_])/.test(String(id['name']));
  const fnIn = (value: unknown): Node[] => {
    if (!isNode(value)) return [];
    if (/Function/.test(value.type)) return [value];
    return value.type === 'CallExpression' ? (value['arguments'] as Node[]).slice(0, 1).flatMap(fnIn) : [];
  };
  const own = isCapital(node['id']) ? [...fnIn(node), ...fnIn(node['init'])] : [];
  return [...own, ...partsOf(node).flatMap(componentsOf)];
}

/** An array is a list of children also where it is the only child. */
const isList = (node: Node): boolean => {
  if (node.type === 'ArrayExpression') return (node['elements'] as Node[]).some(mayBeText);
  const { callee } = node as unknown as { callee?: Node };
  const method = callee?.type === 'MemberExpression' ? (callee['property'] as Node)['name'] : '';
  return ['map', 'flatMap', 'filter', 'slice', 'concat', 'toSorted', 'toReversed'].includes(String(method)) && mayBeText(node);
};

/** Lines at which a text is a node of its own: beside something, in a list or a fragment, which are no elements, or as all that a component is. */
function mixed(file: string, source: string): string[] {
  const found: string[] = [];
  const tell = ({ start }: Node): void => void found.push(`${file}:${source.slice(0, start).split('\n').length}`);
  const look = (node: Node): void => {
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const all = node['children'] as Node[];
      const children = all.map(childOf).filter((child) => child !== null);
      const lists = all.some((child) => child.type === 'JSXExpressionContainer' && isList(child['expression'] as Node));
      if (lists || (children.some(({ text }) => text) && (children.length > 1 || node.type === 'JSXFragment'))) tell(node);
    }
    partsOf(node).forEach(look);
  };
  const program = parseSync(file, source).program as unknown as Node;
  look(program);
  for (const component of new Set(componentsOf(program))) returned(component).filter(mayBeText).forEach(tell);
  return found;
}

test.each([
  ['<p>words</p>', 0],
  ['<p>{words}</p>', 0],
  ['<p>{a && words}</p>', 0],
  ['<p>{`${a} ${b}`}</p>', 0],
  ['<p>\n  <b />\n  {a && <i />}\n  {list.map((one) => <i key={one} />)}\n  {children}\n  {/* why */}\n</p>', 0],
  ['<p>{list.map((one) => { if (one) return null; return <i />; })}</p>', 0],
  ['<p>{a} {b}</p>', 1],
  ['<p>words <b /></p>', 1],
  ['<p><b />{a && words}</p>', 1],
  ['<p><b />{a ? <i /> : words}</p>', 1],
  ['<p><b />{list.map((one) => one.words)}</p>', 1],
  ['<p><b />{list.map((one) => { return one.words; })}</p>', 1],
  ['<p><b />{a ?? <i />}</p>', 1],
  ['<>{words}</>', 1],
  ['<><b /></>', 0],
])('%s', (source, violations) => {
  expect(mixed('a.tsx', `const it = ${source};`)).toHaveLength(violations);
});

test.each([
  ['function A() { return words; }', 1],
  ["function A() { return t('a.b'); }", 1],
  ['function A() { if (a) return null; return `${a} ${b}`; }', 1],
  ['function A() { return a ? <i /> : 7; }', 1],
  ["function A() { return a && 'words'; }", 1],
  ["const A = () => a ?? 'words';", 1],
  ["const A = memo(function Inner() { return 'words'; });", 1],
  ["const A = forwardRef((props, ref) => { return 'words'; });", 1],
  ['function A() { return list.map((one) => one.words); }', 1],
  ["export default function A() { return 'words'; }", 1],
  ["function A() { const say = () => 'words'; return <i>{say()}</i>; }", 0],
  ['function A() { return a && <i />; }', 0],
  ['function A({ children }) { return children; }', 0],
  ["function words() { return 'words'; }", 0],
  ['const WORDS = list.map((one) => one.words);', 0],
  ['const it = <p>{list.map((one) => one.words)}</p>;', 1],
  ['const it = <p>{[a, b]}</p>;', 1],
  ["const it = <p>{list.map((one) => one.words).join(', ')}</p>;", 0],
  ['const it = <p>{list.map((one) => <i key={one} />)}</p>;', 0],
])('%s', (source, violations) => {
  expect(mixed('a.tsx', source)).toHaveLength(violations);
});

test('nowhere on the page is a text a node of its own', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap((name) => mixed(`src/${name.replaceAll('\\', '/')}`, readFileSync(`src/${name}`, 'utf8')))).toEqual([]);
});
