/** Training and validation examples with the network's answers, asked for twice a second while they are in sight. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { Sample } from '../../../engine/run/sample.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { runs } from '../../../store/page.ts';
import { isOn } from '../../../store/runs.ts';
import { Credits } from '../../article/Credits.tsx';
import { useCalmRun } from '../../hooks.ts';
import type { LensProps } from '../lens.ts';
import { Answer } from './Answer.tsx';
import { Digit } from './Digit.tsx';
import './examples.css';

/** Milliseconds between two questions to the network. */
const EVERY = 500;

/** Letters of a question that leave room for two columns. */
const SHORT = 10;

/** Asks for answers whenever the run has gone on. */
function useAnswers(shown: boolean): void {
  useEffect(() => {
    if (!shown) return undefined;
    const ask = (): void => {
      const { status, step, sample, answers } = runs.store.getState();
      if (isOn(status) && status !== 'starting' && sample?.shape.target.kind === 'class' && answers?.step !== step) runs.askForAnswers();
    };
    ask();
    const timer = setInterval(ask, EVERY);
    return () => clearInterval(timer);
  }, [shown]);
}

const SIDES = [
  { side: 'train', dash: '5 3' },
  { side: 'val', dash: undefined },
] as const;

interface SideProps {
  readonly side: 'train' | 'val';
  readonly dash: string | undefined;
  readonly sample: Sample;
  readonly config: RunConfig;
  /** What the network says to each; null before it was asked. */
  readonly said: readonly number[] | null;
}

function Side({ side, dash, sample, config, said }: SideProps) {
  const { t } = useTranslation();
  const { shape } = sample;
  const task = tasks.get(config.task.id);
  const image = shape.kind === 'vectors' ? shape.image : null;
  const rows = useMemo(() => {
    const { inputs, targets, count } = sample[side];
    const width = inputs.length / count;
    return Array.from(targets, (label, i) => ({ id: i, label, input: inputs.subarray(i * width, (i + 1) * width) }));
  }, [sample, side]);
  const questionOf = (tokens: readonly number[]): string => task.question?.(config.task, tokens) ?? `(${tokens.join(', ')})`;
  const written = (label: number): string => task.answer?.(label) ?? String(label);
  return (
    <section className="examples-side">
      <h3 style={{ color: `var(--${side}-ink)` }}>
        <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
          <path d="M0 4h20" stroke={`var(--${side})`} strokeWidth="2" strokeDasharray={dash} />
        </svg>
        {t(`examples.${side}`)}
        {said !== null && (
          <span className="examples-score">
            {t('examples.score', { right: rows.filter(({ id, label }) => label === said[id]).length, count: rows.length })}
          </span>
        )}
      </h3>
      <ul className={image !== null ? 'examples-grid' : questionOf([...(rows[0]?.input ?? [])]).length > SHORT ? 'examples-list wide' : 'examples-list'}>
        {rows.map(({ id, label, input }) => (
          <li key={id} className="example">
            {image !== null && shape.kind === 'vectors' ? (
              <Digit pixels={input} {...image} domain={shape.domain ?? [0, 1]} />
            ) : (
              <span className="example-question">{questionOf([...input])} = </span>
            )}
            <Answer label={written(label)} said={said === null ? null : written(said[id] as number)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Examples({ shown }: LensProps) {
  const { t } = useTranslation();
  const sample = useCalmRun((state) => state.sample);
  const answers = useCalmRun((state) => state.answers);
  const config = useCalmRun((state) => state.record?.config ?? null);
  useAnswers(shown);
  if (sample === null || config === null) return <p className="lens-note">{t('examples.none')}</p>;
  if (sample.shape.target.kind !== 'class') return null;
  return (
    <div className="examples">
      {SIDES.map(({ side, dash }) => (
        <Side key={side} side={side} dash={dash} sample={sample} config={config} said={answers?.answers[side] ?? null} />
      ))}
      <p className="examples-at">{answers === null ? t('examples.unasked') : t('examples.at', { step: answers.step })}</p>
      <Credits task={config.task.id} />
    </div>
  );
}
