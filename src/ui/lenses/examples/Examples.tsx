/** Training and validation examples with the network's answers, asked for twice a second while they are in sight. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { ExampleSet } from '../../../engine/data/dataset.ts';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { dataOf } from '../../../store/subject.ts';
import { Credits } from '../../article/Credits.tsx';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { useConfig } from '../../hooks.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import type { LensProps } from '../lens.ts';
import { Answer } from './Answer.tsx';
import { Digit } from './Digit.tsx';
import { Own } from './Own.tsx';
import { Written } from './Written.tsx';
import './examples.css';

/** Numbers of an example that its task has no words for. */
const TOLD = 5;

/** The numbers in brackets, each to a few digits; of many the first. */
function bracketed(input: readonly number[]): string {
  const told = input.length > TOLD + 1 ? [...input.slice(0, TOLD).map(short), '…'] : input.map(short);
  return `(${told.join(', ')})`;
}
const short = (x: number): string => String(Number(x.toPrecision(2)));

/** Sentences take more room than questions: so many of each side. */
const SENTENCES: Readonly<Record<ExampleSet, number>> = { train: 6, val: 18 };

/** Letters of a question that leave room for two columns. */
const SHORT = 10;

const SIDES = [
  { side: 'train', dash: '5 3' },
  { side: 'val', dash: undefined },
] as const;

interface SideProps {
  readonly side: ExampleSet;
  readonly dash: string | undefined;
  readonly sample: AnswerOf<'examples'>;
  readonly config: RunConfig;
  /** What the network says to each; null before it was asked. */
  readonly said: ClassesSaid | null;
}

type ClassesSaid = Extract<AnswerOf<'answers'>[ExampleSet], { readonly kind: 'class' }>;

/** Writes a class as its task does. */
function useNames(task: string): (label: number) => string {
  const text = useText();
  return (label) => {
    const name = tasks.get(task).answer?.(label) ?? String(label);
    return typeof name === 'string' ? name : text(name);
  };
}

function Side({ side, dash, sample, config, said: saidTo }: SideProps) {
  const said = saidTo?.answers ?? null;
  const { t } = useTranslation();
  const language = useLanguage();
  const { shape } = sample;
  const task = tasks.get(config.task.id);
  const image = shape.kind === 'vectors' ? shape.image : null;
  const rows = useMemo(() => {
    const { inputs, targets, count } = sample[side].first;
    const width = inputs.length / count;
    const shown = sample[side].written === undefined ? count : Math.min(count, SENTENCES[side]);
    return Array.from(targets.subarray(0, shown), (label, i) => ({ id: i, label, input: inputs.subarray(i * width, (i + 1) * width) }));
  }, [sample, side]);
  const questionOf = (input: readonly number[]): string => task.question?.(config.task, input) ?? bracketed(input);
  const written = useNames(config.task.id);
  const texts = sample[side].written ?? null;
  const formOf = (): string => {
    if (image !== null) return 'examples-grid';
    if (texts !== null) return 'examples-texts';
    return questionOf([...(rows[0]?.input ?? [])]).length > SHORT ? 'examples-list wide' : 'examples-list';
  };
  return (
    <section className="examples-side">
      <h3 style={{ color: `var(--${side}-ink)` }}>
        <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
          <path d="M0 4h20" stroke={`var(--${side})`} strokeWidth="2" strokeDasharray={dash} />
        </svg>
        <span>{t(`examples.${side}`)}</span>
        {said !== null && (
          <span className="examples-score">
            {t('examples.score', { right: rows.filter(({ id, label }) => label === said[id]).length, count: rows.length })}
          </span>
        )}
      </h3>
      <ul className={formOf()}>
        {rows.map(({ id, label, input }) => (
          <li key={id} className="example">
            {image !== null && shape.kind === 'vectors' ? (
              <Digit pixels={input} {...image} domain={shape.domain ?? [0, 1]} />
            ) : texts !== null ? (
              <Written parts={texts[id] ?? []} />
            ) : (
              <span className="example-question">{`${questionOf([...input])} = `}</span>
            )}
            <span>
              <Answer label={written(label)} said={said === null ? null : written(said[id] as number)} />
              {texts !== null && saidTo !== null && <span className="example-sure">{` ${formatShare(saidTo.probabilities[id] as number, language)}`}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Examples({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { examples } = usePage();
  const { seen: sample, lacks, failed } = useStore(examples.sample.store);
  const { seen, failed: unanswered } = useStore(examples.answers.store);
  const config = useConfig((state) => state.config);
  const nameOf = useNames((sample?.config ?? config).task.id);
  useEffect(() => examples.show(shown), [examples, shown]);
  useEffect(() => () => examples.close(), [examples]);

  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  if (failed !== null) return <NotSeen words={t('examples.failed', { what: text(failed) })} onAgain={examples.again} />;
  if (sample === null) return <p className="lens-note">{t('part.loading')}</p>;
  // Answers to other examples are on their way out.
  const answers = seen !== null && dataOf(seen.config) === sample.subject ? seen : null;
  const saidTo = (side: ExampleSet): ClassesSaid | null => {
    const said = answers?.answer[side];
    return said?.kind === 'class' ? said : null;
  };
  return (
    <div className="examples">
      <Own key={sample.config.task.id} task={sample.config.task.id} shown={shown} nameOf={nameOf} />
      {SIDES.map(({ side, dash }) => (
        <Side key={side} side={side} dash={dash} sample={sample.answer} config={sample.config} said={saidTo(side)} />
      ))}
      {sample.answer.train.written !== undefined && <p className="examples-at">{t('examples.unreadKey')}</p>}
      {unanswered === null ? (
        <p className="examples-at">{answers === null ? t('examples.unasked') : t('examples.at', { step: answers.step })}</p>
      ) : (
        <NotSeen words={t('examples.unanswered', { what: text(unanswered) })} onAgain={examples.again} />
      )}
      <Credits task={sample.config.task.id} />
    </div>
  );
}
