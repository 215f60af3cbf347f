import { itHasNone, itsPartIsTheModel } from '../piecewise.ts';

itsPartIsTheModel('transformer', { width: 6, heads: 2, ffn: 9 }, false);
itsPartIsTheModel('transformer', { width: 6, heads: 3, ffn: 5, activation: 'leakyRelu', bias: false, positions: 'sinusoidal', sequence: 'a op b =' }, false);
itHasNone('transformer', { activation: 'tanh' }, 'tanh');
itHasNone('transformer', { layers: 2 }, 'one layer');
itHasNone('transformer', { layerNorm: 'pre' }, 'LayerNorm');
itHasNone('transformer', { layerNorm: 'post' }, 'LayerNorm');
