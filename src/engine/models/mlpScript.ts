/** The MLP's forward pass as lines of Python. */
import { called } from '../script/functions.ts';
import { plus, repeated, weight as w, type Weight } from '../script/lines.ts';
import { arityOf, blocksOf, type MlpOptions } from './mlpInput.ts';

/** What goes into the first layer, before its bias. */
function entrance(options: MlpOptions): string[] {
  const { shape, operandWidth, embedded, summed } = options;
  const arity = arityOf(shape);
  const each = (term: string): string[] => [`z = sum(${term} for i in range(${blocksOf(options)}))`];
  if (shape.kind === 'vectors') return [`z = x @ ${w('hidden1.weight.0')}`];
  if (!embedded) return ['# a one-hot token picks a row of the weights', ...each("w[f'hidden1.weight.{i}'][tokens[:, i]]")];
  const rows = `e = ${w('embedding')}[tokens]  # (n, ${arity}, ${operandWidth})`;
  if (summed) return [rows, `z = e.sum(1) @ ${w('hidden1.weight.0')}`];
  return [rows, ...each("e[:, i] @ w[f'hidden1.weight.{i}']")];
}

export function mlpScript(options: MlpOptions): string[] {
  const { shape, depth, width, activation, bias } = options;
  const bend = called(activation);
  const biasOf = (of: Weight, name: string): string | null => (bias ? of(`${name}.bias`) : null);
  return [
    ...entrance(options),
    `h = ${bend}(z${plus(biasOf(w, 'hidden1'))})  # (n, ${width})`,
    ...repeated('layer', 2, depth - 1, (of) => [`h = ${bend}(h @ ${of('hidden{}.weight')}${plus(biasOf(of, 'hidden{}'))})  # (n, ${width})`]),
    `return h @ ${w('output.weight')}${plus(biasOf(w, 'output'))}  # (n, ${shape.outputs})`,
  ];
}
