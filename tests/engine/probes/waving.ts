/** Small networks of a few waves. */
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { leastRoot, powerMod } from '../../reference/fourier.ts';
import { configOf, networkOf } from '../looks/networks.ts';

/** The tokens by their places in the group by which an operation's answers come about. */
export const orderOf = (operation: string, p: number): Int32Array =>
  operation === 'multiply' || operation === 'divide'
    ? Int32Array.from({ length: p - 1 }, (_, e) => powerMod(leastRoot(p), e, p))
    : Int32Array.from({ length: p }, (_, a) => a);

/** With its data: an MLP with waves of these frequencies by the places of tokens, on the way in and out, and some noise. */
export function waving(p: number, operation: string, frequencies: readonly number[], more: Readonly<Record<string, string | number>> = {}): NetworkAt {
  const sizes = { 'model.id': 'mlp', 'model.input': 'embedding', 'model.embedding': 8, 'model.depth': 1, 'model.width': 8 };
  const network = networkOf(configOf({ 'task.operation': operation, 'task.p': p, ...sizes, seed: p, ...more }));
  const tokens = orderOf(operation, p);
  const places = new Map([...tokens].map((token, e) => [token, e]));
  const wave = (token: number, column: number): number => {
    const k = frequencies[Math.floor(column / 2) % frequencies.length] as number;
    const angle = (2 * Math.PI * k * (places.get(token) ?? 0)) / tokens.length;
    return 6 * (column % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  };
  const parameters = network.parameters.map((values, at) => {
    const { name, shape } = network.model.parameters[at] as (typeof network.model.parameters)[number];
    const columns = shape[1] as number;
    if (name === 'embedding') return values.map((x, i) => x + wave(Math.floor(i / columns), i % columns));
    return name === 'output.weight' ? values.map((x, i) => x + wave(i % columns, Math.floor(i / columns))) : values;
  });
  return { ...network, parameters };
}
