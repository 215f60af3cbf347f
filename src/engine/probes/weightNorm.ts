/** Global and per-tensor L2 norm of the parameters. The global one is formed on the host, in float64. */
import { norms } from '../ops/parameters.ts';
import { text } from '../text.ts';
import { defineProbe } from './probe.ts';

export const weightNorm = defineProbe({
  id: 'weightNorm',
  label: text('Weight norm', '重みノルム'),
  summary: text('Length of the vector of all parameters, and of each tensor.', '全パラメータを並べたベクトルの長さと、テンソルごとの長さ。'),
  reference: 'Liu et al. 2023 (Omnigrok), §2',
  parameters: {},
  due: () => true,
  create: (_values, { parameterNames }) => ({
    series: parameterNames.map((name) => ['weightNorms', name]),
    measure: norms,
    dispose: () => undefined,
  }),
});
