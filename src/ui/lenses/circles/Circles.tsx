/** The lens of circles: spectra of the two tables, the circle of one frequency, and the two widest directions beside it. */
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { cycleOf, roundBy, type Under } from '../../../engine/looks/circles/group.ts';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useSize } from '../../charts/useSize.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import type { LensProps } from '../lens.ts';
import { Frequencies } from './Frequencies.tsx';
import { Head } from './Head.tsx';
import { saidOf } from './sentence.ts';
import { Sketch } from './Sketch.tsx';
import { Spectrum } from './Spectrum.tsx';
import { Tokens } from './Tokens.tsx';
import { offerOf, viewOf } from './view.ts';
import './circles.css';

const HEIGHT = 176;

/** A square as wide as what it stands in. */
function Square({ children }: { readonly children: (size: number) => React.ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  return (
    <div ref={area} className="circles-square">
      {size !== null && size.width > 0 && children(size.width)}
    </div>
  );
}

interface ShownProps {
  readonly answer: TokenCircles;
  readonly step: number;
}

function Shown({ answer, step }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { chosen } = viewOf(usePage());
  const { frequency, token } = useStore(chosen);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const { shown, offered } = offerOf(answer, frequency);
  const { tokens, p, circles, principal, root } = answer;
  const n = tokens.length;
  const circle = circles[shown - 1] as (typeof circles)[number];
  const order = useMemo(() => roundBy(shown, n), [shown, n]);
  const choose = (k: number): void => chosen.setState({ frequency: k });
  const point = (pointed: number | null): void => chosen.setState({ token: pointed });
  const said = saidOf(answer, offerOf(answer, null).shown, language === 'ja' ? '、' : ', ');
  const sentence = `${t('circles.at', { step })}${t(said.key, said.values)}`;
  const joined = Array.from(order.subarray(0, 6), (e) => tokens[e]).join(', ');
  const widest = principal.shares[0] + principal.shares[1];
  const shared = { tokens, order, p, pointed: token, onPoint: point };
  return (
    <>
      <div className="circles-spectra">
        <Head seen={answer} />
        <div ref={area} style={{ height: HEIGHT }}>
          {size !== null && size.width > 0 && (
            <Spectrum
              seen={answer}
              shown={shown}
              width={size.width}
              height={HEIGHT}
              label={sentence}
              even={t('circles.even', { even: 1 / circles.length })}
              onChoose={choose}
            />
          )}
        </div>
        <p className="circles-sentence">{sentence}</p>
        <Frequencies seen={answer} shown={shown} offered={offered} onChoose={choose} />
      </div>
      <figure className="circles-ring">
        <figcaption>
          <b>{t('circles.ring', { k: shown })}</b>
          <span>{` ${t('circles.fit', { fit: circle.fit })}`}</span>
        </figcaption>
        <Square>{(side) => <Tokens {...shared} places={circle.places} size={side} label={t('circles.joined', { k: shown, joined })} named />}</Square>
      </figure>
      <figure className="circles-principal">
        <figcaption>
          <b>{t('circles.principal')}</b>
          <span>{` ${t('circles.spread', { share: widest })}`}</span>
        </figcaption>
        <Square>
          {(side) => <Tokens {...shared} places={principal.places} size={side} label={t('circles.widest', { share: widest })} named={side > 260} />}
        </Square>
      </figure>
      <p className="circles-note">{root === null ? t('circles.order', { k: shown, p }) : t('circles.logarithm', { k: shown, p, root, n })}</p>
      <p className="circles-note">{t('circles.loose')}</p>
    </>
  );
}

/** By which operation the numbers are ordered; nothing where there is only one. */
function Order({ seen }: { readonly seen: Seen<'circles'> }) {
  const { t } = useTranslation();
  const { viewer } = viewOf(usePage());
  const { answer, question } = seen;
  const under = 'problem' in answer ? question.under : answer.under;
  const choices = (['addition', 'multiplication'] as const).map((value) => ({ value, label: t(`circles.${value}`) }));
  const canMultiply = 'problem' in answer ? question.under !== null : cycleOf('multiplication', answer.p) !== null;
  if (!canMultiply || under === null) return null;
  return (
    <div className="circles-order">
      <span aria-hidden="true">{t('circles.orderBy')}</span>
      <Segmented label={t('circles.orderBy')} value={under} choices={choices} onChange={(value) => viewer.ask({ under: value as Under })} />
    </div>
  );
}

export default function Circles({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, chosen } = viewOf(usePage());
  const { seen, lacks, failed } = useStore(viewer.store);
  useEffect(() => viewer.show(shown), [viewer, shown]);
  useEffect(
    () => () => {
      viewer.close();
      chosen.setState({ token: null });
    },
    [viewer, chosen],
  );
  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  if (failed !== null) return <NotSeen words={t('circles.failed', { what: text(failed) })} onAgain={viewer.again} />;
  if (seen === null) return <Sketch />;
  const { answer, step } = seen;
  return (
    <div className="circles-room">
      <div className="circles">
        {'problem' in answer ? <p className="circles-problem">{text(answer.problem)}</p> : <Shown answer={answer} step={step} />}
        <Order seen={seen} />
      </div>
    </div>
  );
}
