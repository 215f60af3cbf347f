/** The LSTM's forward pass as lines of Python. It begins with nothing, as every evaluation does. */
import { called } from '../../script/functions.ts';
import { repeated, weight as w } from '../../script/lines.ts';
import { GATES, names, type Architecture } from './architecture.ts';

export function lstmScript({ layers, width, embedding, length, outputs }: Architecture): string[] {
  const [sigmoid, tanh] = [called('sigmoid'), called('tanh')];
  return [
    'n = len(tokens)',
    `x = ${w('embedding')}[tokens]  # (n, ${length}, ${embedding})`,
    ...repeated('layer', 0, layers, (of) => [
      `brought = x @ ${of(names('{}').input)} + ${of(names('{}').bias)}  # (n, ${length}, ${GATES * width}): by the inputs`,
      `h = c = xp.zeros((n, ${width}), dtype=xp.float64)  # outputs and cells`,
      'outputs = []',
      `for t in range(${length}):`,
      `    gates = brought[:, t] + h @ ${of(names('{}').recurrent)}  # (n, ${GATES * width})`,
      `    i, f, g, o = gates.reshape(n, ${GATES}, ${width}).swapaxes(0, 1)  # input, forget, candidate, output: each (n, ${width})`,
      `    c = ${sigmoid}(f) * c + ${sigmoid}(i) * ${tanh}(g)`,
      `    h = ${sigmoid}(o) * ${tanh}(c)`,
      '    outputs.append(h)',
      `x = xp.stack(outputs, 1)  # (n, ${length}, ${width})`,
    ]),
    `return x[:, -1] @ ${w('output.weight')} + ${w('output.bias')}  # (n, ${outputs})`,
  ];
}
