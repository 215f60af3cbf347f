/** The transformer's forward pass as lines of Python: every position of every example, with nothing shared and nothing folded. */
import { called } from '../../script/functions.ts';
import { plus, repeated, weight as w, type Weight } from '../../script/lines.ts';
import type { Architecture } from './architecture.ts';
import type { Sequence } from './sequence.ts';

/** The tokens in the order in which they are read. */
function reading({ operandAt, tokenAt, length }: Sequence): string[] {
  const constants = tokenAt.map((token) => (token < 0 ? null : `xp.full_like(tokens[:, 0], ${token})`));
  const parts = operandAt.map((operand, t) => (operand === null ? (constants[t] as string) : `tokens[:, ${operand}]`));
  const last = constants.at(-1) as string;
  // Many operands stand in a row.
  const row = operandAt.indexOf(null) === length - 1 ? ['*tokens.T', 'equals'] : [parts[0] as string, 'operation', '*tokens[:, 1:].T', 'equals'];
  const operation = row.includes('operation') ? [`operation = ${constants[1] as string}  # between the first two`] : [];
  return [...operation, `equals = ${last}  # «=»`, `sequence = xp.stack([${row.join(', ')}], 1)  # (n, ${length})`];
}

/** The residual stream that goes into the first layer, and what else there is to know of positions. */
function embedding({ width, positions, length, heads }: Architecture): string[] {
  const each = width / heads;
  const rows = `${w('embedding')}[sequence]`;
  const shape = `# (n, ${length}, ${width})`;
  if (positions === 'learned') return [`x = ${rows} + ${w('positions')}  ${shape}: the residual stream`];
  if (positions === 'sinusoidal')
    return [
      `j = xp.arange(${width}, dtype=xp.float64)`,
      `angles = xp.arange(${length}, dtype=xp.float64)[:, None] / 10000.0 ** (2 * (j // 2) / ${width})  # (${length}, ${width})`,
      `x = ${rows} + xp.where(j % 2 == 0, xp.sin(angles), xp.cos(angles))  ${shape}: the residual stream`,
    ];
  return [
    `x = ${rows}  ${shape}: the residual stream`,
    `angles = xp.arange(${length}, dtype=xp.float64)[:, None] * 10000.0 ** (-xp.arange(0, ${each}, 2, dtype=xp.float64) / ${each})  # (${length}, ${each / 2})`,
    'cos, sin = xp.cos(angles), xp.sin(angles)',
    '',
    'def turned(x):  # pairs of numbers turn by the angles of their position',
    '    a, b = x[..., 0::2], x[..., 1::2]',
    '    return xp.stack([a * cos - b * sin, b * cos + a * sin], -1).reshape(x.shape)',
  ];
}

export function transformerScript(architecture: Architecture, sequence: Sequence): string[] {
  const { layers, width, heads, ffn, outputs, length, activation, layerNorm: when, norm, positions, bias } = architecture;
  const each = width / heads;
  const stream = `# (n, ${length}, ${width})`;
  const normed = (of: Weight, x: string, name: string, here: 'pre' | 'post'): string => {
    if (when !== here) return x;
    if (norm === 'rms') return `${called('rmsNorm')}(${x}, ${of(`${name}.gain`)})`;
    return `${called('layerNorm')}(${x}, ${of(`${name}.gain`)}, ${of(`${name}.bias`)})`;
  };
  const biasOf = (of: Weight, name: string): string | null => (bias ? of(`${name}.bias`) : null);
  // What a block reads is the stream, or what LayerNorm makes of it.
  const read = when === 'pre' ? 'y' : 'x';
  const before = (of: Weight, name: string): string[] => (when === 'pre' ? [`y = ${normed(of, 'x', name, 'pre')}`] : []);
  const turned = (x: string): string => (positions === 'rotary' ? `turned(${x})` : x);
  return [
    'n = len(tokens)',
    ...reading(sequence),
    ...embedding(architecture),
    '',
    `def by_head(x):  # (n, ${length}, ${width}) to (n, ${heads}, ${length}, ${each})`,
    `    return x.reshape(n, ${length}, ${heads}, ${each}).swapaxes(1, 2)`,
    '',
    `later = xp.arange(${length}) > xp.arange(${length})[:, None]  # (${length}, ${length}): nothing looks at what comes later`,
    ...repeated('layer', 0, layers, (of) => [
      ...before(of, 'layer{}.norm1'),
      `q = ${turned(`by_head(${read} @ ${of('layer{}.query')})`)}  # (n, ${heads}, ${length}, ${each})`,
      `k = ${turned(`by_head(${read} @ ${of('layer{}.key')})`)}`,
      `v = by_head(${read} @ ${of('layer{}.value')})`,
      `pattern = ${called('softmax')}(${called('masked')}(q @ k.swapaxes(2, 3) / ${each} ** 0.5, later))  # (n, ${heads}, ${length}, ${length})`,
      `z = (pattern @ v).swapaxes(1, 2).reshape(n, ${length}, ${width})`,
      `x = ${normed(of, `x + z @ ${of('layer{}.output')}`, 'layer{}.norm1', 'post')}  ${stream}`,
      ...before(of, 'layer{}.norm2'),
      `h = ${called(activation)}(${read} @ ${of('layer{}.in')}${plus(biasOf(of, 'layer{}.in'))})  # (n, ${length}, ${ffn})`,
      `x = ${normed(of, `x + h @ ${of('layer{}.out')}${plus(biasOf(of, 'layer{}.out'))}`, 'layer{}.norm2', 'post')}  ${stream}`,
    ]),
    'x = x[:, -1]  # the answer is read at «=»',
    `return ${normed(w, 'x', 'norm', 'pre')} @ ${w('unembedding')}  # (n, ${outputs})`,
  ];
}
