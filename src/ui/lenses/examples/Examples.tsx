/** Training and validation examples with the network's answers, asked for twice a second while they are in sight. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { ExampleSet } from '../../../engine/data/dataset.ts';
import { partOf } from '../../../engine/data/examples.ts';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { dataOf } from '../../../store/subject.ts';
import { Credits } from '../../article/Credits.tsx';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { useConfig } from '../../hooks.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import type { LensProps } from '../lens.ts';
import { Answered } from './Answered.tsx';
import { Own } from './Own.tsx';
import { Pictured } from './Pictured.tsx';
import { Pixels } from './Pixels.tsx';
import { pullsOf, sentencePulls } from './pulling.ts';
import { rightOf, rowsOf, SENTENCES, type Said } from './rows.ts';
import { useNames } from './useNames.ts';
import { PullsKey, Written } from './Written.tsx';
import './examples.css';

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
  readonly said: Said | null;
  /** How their words pulled; null before it is known. */
  readonly pulls: Float32Array | null;
}

function Side({ side, dash, sample, config, said, pulls }: SideProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { shape, names } = sample;
  const nameOf = useNames(config.task.id, names);
  const task = tasks.get(config.task.id);
  const image = shape.kind === 'vectors' ? shape.image : null;
  const { first: all, written } = sample[side];
  const first = useMemo(() => (written === undefined ? all : partOf(all, 0, Math.min(all.count, SENTENCES[side]))), [all, written, side]);
  const rows = useMemo(() => rowsOf(first, config.task, names), [first, config.task, names]);
  const right = rightOf(first, shape, said);
  const texts = written ?? null;
  const formOf = (): string => {
    if (image !== null) return 'examples-grid';
    if (texts !== null) return 'examples-texts';
    if (task.drawing !== undefined) return 'examples-grid drawings';
    return (rows[0]?.question ?? '').length > SHORT ? 'examples-list wide' : 'examples-list';
  };
  return (
    <section className="examples-side">
      <h3 style={{ color: `var(--${side}-ink)` }}>
        <svg width="20" height="8" viewBox="0 0 20 8" aria-hidden="true">
          <path d="M0 4h20" stroke={`var(--${side})`} strokeWidth="2" strokeDasharray={dash} />
        </svg>
        <span>{t(`examples.${side}`)}</span>
        {right !== null && (
          <span className="examples-score">{t('examples.score', { right: right.filter((isRight) => isRight).length, count: rows.length })}</span>
        )}
      </h3>
      <ul className={formOf()}>
        {rows.map(({ id, input, question, draw }) => (
          <li key={id} className="example">
            {image !== null && shape.kind === 'vectors' ? (
              <Pixels values={input} {...image} domain={shape.domain ?? [0, 1]} />
            ) : texts !== null ? (
              <Written parts={texts[id] ?? []} pulls={pulls === null ? null : sentencePulls(pulls, id, first.count)} nameOf={nameOf} />
            ) : draw !== null ? (
              <Pictured name={question} draw={draw} />
            ) : (
              <span className="example-question">{`${question} = `}</span>
            )}
            <Answered
              examples={first}
              id={id}
              task={config.task}
              nameOf={nameOf}
              language={language}
              outputs={shape.outputs}
              said={said}
              isRight={right?.[id] === true}
              sure={texts !== null}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Examples({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const page = usePage();
  const { examples } = page;
  const pulling = pullsOf(page);
  const pulled = useStore(pulling.store, (state) => state.seen);
  const { seen: sample, lacks, failed } = useStore(examples.sample.store);
  const { seen, failed: unanswered } = useStore(examples.answers.store);
  const config = useConfig((state) => state.config);
  const nameOf = useNames((sample?.config ?? config).task.id, sample?.answer.names);
  const isText = sample?.answer.train.written !== undefined;
  useEffect(() => examples.show(shown), [examples, shown]);
  useEffect(() => pulling.show(shown && isText), [pulling, shown, isText]);
  useEffect(
    () => () => {
      examples.close();
      pulling.close();
    },
    [examples, pulling],
  );

  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  if (failed !== null) return <NotSeen words={t('examples.failed', { what: text(failed) })} onAgain={examples.again} />;
  if (sample === null) return <p className="lens-note">{t('part.loading')}</p>;
  // Answers to other examples are on their way out.
  const answers = seen !== null && dataOf(seen.config) === sample.subject ? seen : null;
  const pulls = pulled !== null && dataOf(pulled.config) === sample.subject ? pulled.answer : null;
  const saidTo = (side: ExampleSet): Said | null => answers?.answer[side] ?? null;
  const { right } = tasks.get(sample.config.task.id);
  const isClass = sample.answer.shape.target.kind === 'class';
  const at = (step: number): string => (right === undefined || isClass ? t('examples.at', { step }) : t('examples.valuesAt', { step, right: text(right) }));
  return (
    <div className="examples">
      <Own key={sample.config.task.id} task={sample.config.task.id} shown={shown} nameOf={nameOf} />
      {SIDES.map(({ side, dash }) => (
        <Side key={side} side={side} dash={dash} sample={sample.answer} config={sample.config} said={saidTo(side)} pulls={pulls?.[side] ?? null} />
      ))}
      {pulls !== null && <PullsKey nameOf={nameOf} />}
      {isText && <p className="examples-at">{t('examples.unreadKey')}</p>}
      {unanswered === null ? (
        <p className="examples-at">{answers === null ? t('examples.unasked') : at(answers.step)}</p>
      ) : (
        <NotSeen words={t('examples.unanswered', { what: text(unanswered) })} onAgain={examples.again} />
      )}
      <Credits task={sample.config.task.id} />
    </div>
  );
}
