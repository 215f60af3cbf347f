/** The calls in a source, with what stands around them. */
import { parseAst } from 'vite';

export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
export interface Call {
  readonly node: Node;
  /** Outermost first. */
  readonly around: readonly Node[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

export function calls(root: Node): Call[] {
  const found: Call[] = [];
  const walk = (node: Node, around: readonly Node[]): void => {
    if (node.type === 'CallExpression' || node.type === 'ImportExpression') found.push({ node, around });
    for (const value of Object.values(node)) for (const child of [value].flat()) if (isNode(child)) walk(child, [...around, node]);
  };
  walk(root, []);
  return found;
}

/** What is called: a function's or a method's name; none where it is an expression. */
export const nameOf = (node: Node): string => {
  if (node.type === 'ImportExpression') return 'import';
  const callee = node['callee'] as Node;
  return (callee.type === 'MemberExpression' ? (callee['property'] as Node)['name'] : callee['name']) as string;
};

export const parse = (name: string, text: string): Node => parseAst(text, { lang: name.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
