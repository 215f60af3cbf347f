/** The lens where answers are values: predictions against the truth, and the point that is chosen. */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { dataOf } from '../../../store/subject.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useSize } from '../../charts/useSize.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { rowsOf } from '../examples/rows.ts';
import type { LensProps } from '../lens.ts';
import { DotReading, useSpokenDot, type DotRead } from './DotReading.tsx';
import { bandOf, domainOf, dotsOf, measureOf, outsideOf, scoreOf } from './scatter.ts';
import { ScatterKey } from './ScatterKey.tsx';
import { ScatterPlot } from './ScatterPlot.tsx';
import { ScatterSketch } from './ScatterSketch.tsx';
import { axisOf, ruleOf, sentenceOf, valuesOf } from './valued.ts';
import './knows.css';
import './scatter.css';

interface ShownProps {
  readonly sample: Seen<'examples'>;
  readonly seen: Seen<'answers'>;
}

function Shown({ sample, seen }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const { chosen } = valuesOf(usePage());
  const { passed, dot: kept } = useStore(chosen);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const [spoken, setSpoken] = useState('');
  const speak = useSpokenDot();
  const { config, answer } = sample;
  const measure = useMemo(() => measureOf(config.task), [config.task]);
  const dots = useMemo(() => dotsOf(answer, seen.answer, measure), [answer, seen.answer, measure]);
  const domain = useMemo(() => domainOf(dots), [dots]);
  const rows = useMemo(
    () => ({ told: rowsOf(answer.train.first, config.task, answer.names), new: rowsOf(answer.val.first, config.task, answer.names) }),
    [answer, config.task],
  );
  const band = bandOf(answer.shape, measure);
  const first = Math.max(
    0,
    dots.findIndex(({ told }) => !told),
  );
  const within = (dot: number | null): number | null => (dot !== null && dot < dots.length ? dot : null);
  const pointed = within(passed) ?? within(kept) ?? first;
  const readOf = (at: number): DotRead | null => {
    const dot = dots[at];
    const row = dot === undefined ? undefined : rows[dot.told ? 'told' : 'new'][dot.example];
    return dot === undefined || row === undefined ? null : { dot, row, measure, sample };
  };
  const point = (at: number | null, stays: boolean): void => {
    chosen.setState(stays && at !== null ? { passed: null, dot: at } : { passed: at });
    const read = stays && at !== null ? readOf(at) : null;
    if (read !== null) setSpoken(speak(read));
  };
  const outside = outsideOf(dots, domain);
  const all = answer.train.count + answer.val.count;
  const drawn = answer.train.first.count + answer.val.first.count;
  const read = readOf(pointed);
  return (
    <div className="knows">
      <div className="knows-head">
        <p className="knows-sentence" id={`${id}said`}>
          {`${t('knows.at', { step: seen.step })}${sentenceOf(scoreOf(answer, seen.answer, dots), measure, t)}`}
        </p>
      </div>
      <div className="knows-table" ref={area}>
        {size !== null && size.width > 0 && (
          <ScatterPlot
            dots={dots}
            domain={domain}
            band={band}
            width={size.width}
            across={axisOf('true', measure, language, t)}
            up={axisOf('predicted', measure, language, t)}
            label={t('values.plot', { count: dots.length })}
            describedBy={`${id}said ${id}keys`}
            pointed={pointed}
            onPoint={point}
          />
        )}
      </div>
      <div className="knows-side">
        <ScatterKey band={band !== null} />
        {read !== null && <DotReading read={read} />}
        <output className="hidden">{spoken}</output>
        <p className="knows-note" id={`${id}keys`}>
          {`${ruleOf(config, language, t)} ${t('values.keys')}`}
        </p>
        {outside > 0 && <p className="knows-note">{t('values.edge', { count: outside })}</p>}
        {drawn < all && <p className="knows-note">{t('values.some', { count: all })}</p>}
      </div>
    </div>
  );
}

/** Answers to other examples are on their way out. */
const isOf = (data: Seen<'examples'>, seen: Seen<'answers'>): boolean => dataOf(seen.config) === data.subject && seen.answer.train.kind === 'value';

export function Values({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { sample, answers, chosen } = valuesOf(usePage());
  const { seen: data, failed } = useStore(sample.store);
  const { seen, failed: unanswered } = useStore(answers.store);
  const isOn = shown && run !== null;
  useEffect(() => {
    for (const viewer of [sample, answers]) viewer.show(isOn);
  }, [sample, answers, isOn]);
  useEffect(
    () => () => {
      for (const viewer of [sample, answers]) viewer.close();
      chosen.setState({ passed: null });
    },
    [sample, answers, chosen],
  );
  const again = (): void => {
    for (const viewer of [sample, answers]) viewer.again();
  };
  const fault = failed ?? unanswered;
  if (fault !== null) return <NotSeen words={t('knows.failed', { what: text(fault) })} onAgain={again} />;
  if (run === null || data === null || seen === null || !isOf(data, seen)) return <ScatterSketch isRunning={run !== null} />;
  return (
    <div className="knows-room">
      <Shown sample={data} seen={seen} />
    </div>
  );
}
