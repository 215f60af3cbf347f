import { Registry } from '../registry.ts';
import { cnn } from './cnn/cnn.ts';
import { graph } from './graph/graph.ts';
import { lstm } from './lstm/lstm.ts';
import { mlp } from './mlp.ts';
import { transformer } from './transformer/transformer.ts';

export const models = new Registry('model', [transformer, mlp, cnn, lstm, graph]);
