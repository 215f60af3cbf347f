/** What a transformer is built of. */
import type { Activation } from '../../ops/activations.ts';

export interface Architecture {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly ffn: number;
  readonly outputs: number;
  /** Positions of an input. */
  readonly length: number;
  readonly activation: Activation;
  readonly layerNorm: 'none' | 'pre' | 'post';
  readonly norm: 'layer' | 'rms';
  readonly positions: 'learned' | 'sinusoidal' | 'rotary';
  readonly bias: boolean;
  /** Share of every block's output that is dropped while it trains. */
  readonly dropout: number;
}
