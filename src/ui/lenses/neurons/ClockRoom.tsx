/** The clock: the hands of the neuron that is shown, and the phases of all beside it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { wrapped } from '../../../engine/looks/neurons/clock.ts';
import type { NeuronsShown } from '../../../engine/looks/neurons/question.ts';
import { Dial, HEADS } from './Dial.tsx';
import { agreedSign, handsOf, pointsOf } from './hands.ts';
import { Phases } from './Phases.tsx';
import { degreesOf } from './sentence.ts';

const SIDE = 176;

interface Props {
  readonly seen: NeuronsShown;
  readonly sentence: string;
}

export function ClockRoom({ seen, sentence }: Props) {
  const { t } = useTranslation();
  const { clock, one, frequencies } = seen;
  const { neuron } = one;
  const sign = agreedSign(seen);
  const [hands, points] = useMemo(() => [handsOf(seen, sign), pointsOf(seen, sign)] as const, [seen, sign]);
  const written = sign > 0 ? '+' : '−';
  const degrees = (turns: number): string => degreesOf(360 * wrapped(turns));
  const [a, b] = [clock.a.phases[neuron] as number, clock.b.phases[neuron] as number];
  const dial = t('neurons.dial', { neuron, k: frequencies[neuron], a: degrees(a), b: degrees(b) });
  const said =
    clock.out === null
      ? dial
      : t('neurons.dialOut', { dial, out: degrees(clock.out.phases[neuron] as number), sign: written, expected: degrees(a + sign * b) });
  const key = [
    { kind: 'a', name: t('neurons.handA') },
    { kind: 'b', name: t('neurons.handB') },
    ...(clock.out === null
      ? []
      : [
          { kind: 'out', name: t('neurons.handOut') },
          { kind: 'expected', name: t('neurons.handExpected', { sign: written }) },
        ]),
  ] as const;
  return (
    <div className="neurons-clock">
      <figure>
        <figcaption>
          <b>{t('neurons.clock')}</b>
          <span>{` ${t('neurons.clockWhat')}`}</span>
        </figcaption>
        <Dial hands={hands} size={SIDE} label={said} />
        <p className="neurons-key" aria-hidden="true">
          {key.map(({ kind, name }) => (
            <span key={kind}>
              <svg width="22" height="12" viewBox="0 -6 22 12">
                <g className={`neurons-hand ${kind}`}>
                  <path d={kind === 'expected' ? 'M1 0H21' : 'M1 0H14'} />
                  {HEADS[kind as keyof typeof HEADS] !== '' && (
                    <path className="neurons-tip" d={HEADS[kind as keyof typeof HEADS]} transform="translate(15 0)" />
                  )}
                </g>
              </svg>
              <span>{name}</span>
            </span>
          ))}
        </p>
      </figure>
      {clock.out === null ? (
        <p className="neurons-note">{t('neurons.noWayOut')}</p>
      ) : (
        <figure>
          <figcaption>
            <b>{t('neurons.phases')}</b>
            <span>{` ${t('neurons.phasesWhat', { sign: written })}`}</span>
          </figcaption>
          <Phases points={points} shown={neuron} size={SIDE} label={t('neurons.phasesLabel', { sign: written, count: points.length, sentence })} />
        </figure>
      )}
    </div>
  );
}
