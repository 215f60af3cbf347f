/** What the drawings of the clock show of an answer. Pure. */
import { agreementOf, wrapped, type Agreement, type Hands } from '../../../engine/looks/neurons/clock.ts';
import { singleOf } from '../../../engine/looks/neurons/groups.ts';
import type { NeuronsShown } from '../../../engine/looks/neurons/question.ts';
import type { Hand } from './Dial.tsx';
import type { PhasePoint } from './Phases.tsx';

const most = ({ amplitudes }: Hands): number => amplitudes.reduce((largest, one) => Math.max(largest, one), 0);

/** Whether phases on the way out are compared with φa + φb or with φa − φb; + where nothing tells. */
export function agreedSign(seen: NeuronsShown): Agreement['sign'] {
  return agreementOf(seen.clock, singleOf(seen))?.sign ?? 1;
}

/** The hands of the neuron that is shown; none where it has no frequency. */
export function handsOf({ clock: { a, b, out }, one: { neuron }, frequencies }: NeuronsShown, sign: Agreement['sign']): Hand[] {
  if (frequencies[neuron] === 0) return [];
  const input = Math.max(most(a), most(b));
  const hand = (kind: Hand['kind'], { phases, amplitudes }: Hands, largest: number): Hand => ({
    kind,
    phase: phases[neuron] as number,
    length: largest === 0 ? 0 : (amplitudes[neuron] as number) / largest,
  });
  const incoming = [hand('a', a, input), hand('b', b, input)];
  if (out === null) return incoming;
  const expected = wrapped((a.phases[neuron] as number) + sign * (b.phases[neuron] as number));
  return [{ kind: 'expected', phase: expected, length: 1 }, ...incoming, hand('out', out, most(out))];
}

/** Of every neuron of a single frequency. */
export function pointsOf({ clock: { a, b, out }, shares }: NeuronsShown, sign: Agreement['sign']): PhasePoint[] {
  if (out === null) return [];
  return singleOf({ shares }).map((neuron) => ({
    neuron,
    expected: wrapped((a.phases[neuron] as number) + sign * (b.phases[neuron] as number)),
    out: out.phases[neuron] as number,
  }));
}
