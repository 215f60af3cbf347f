/** The lens where all questions make a table: cells that light up, errors at its sides, and the question that is pointed at or typed. */
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { talliesOf, verdictsOf, type PairTable } from '../../../engine/looks/pairTable.ts';
import { askedOf, pairOf, sampleOf } from '../../../engine/tasks/pair.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { dataOf } from '../../../store/subject.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useSize } from '../../charts/useSize.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { useNames } from '../examples/useNames.ts';
import type { LensProps } from '../lens.ts';
import { AnswerTable } from '../parts/AnswerTable.tsx';
import { VerdictKey } from '../parts/VerdictKey.tsx';
import { Ask } from './Ask.tsx';
import { ByAnswer } from './ByAnswer.tsx';
import { Reading, useSpoken } from './Reading.tsx';
import { saidOf } from './sentence.ts';
import { Sketch } from './Sketch.tsx';
import { ticksOf } from './ticks.ts';
import { tableIn, viewOf } from './view.ts';
import './knows.css';

interface ShownProps {
  readonly sample: Seen<'examples'>;
  readonly seen: Seen<'answers'>;
  readonly table: PairTable;
}

/** Classes as the task writes them, and values too. */
function useAnswers({ config: { task }, answer: { names } }: Seen<'examples'>, { targets }: PairTable): (answer: number) => string {
  const nameOf = useNames(task.id, names);
  const { value } = tasks.get(task.id);
  return (answer) => (targets instanceof Int32Array ? nameOf(answer) : (value?.(task, answer) ?? String(Number(answer.toPrecision(3)))));
}

function Shown({ sample, seen, table }: ShownProps) {
  const { t } = useTranslation();
  const id = useId();
  const { chosen } = viewOf(usePage());
  const { passed, cell } = useStore(chosen);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const [spoken, setSpoken] = useState('');
  const speak = useSpoken();
  const write = useAnswers(sample, table);
  const { task } = sample.config;
  const { names } = sample.answer;
  const pair = useMemo(() => pairOf(task.id, table.size, names), [task.id, table.size, names]);
  const ticks = useMemo(() => ticksOf(pair, table.size), [pair, table.size]);
  const verdicts = useMemo(() => verdictsOf(table, seen.answer), [table, seen.answer]);
  const tallies = useMemo(() => talliesOf(verdicts), [verdicts]);
  const said = saidOf(
    tallies,
    useMemo(() => new Set(table.targets).size, [table.targets]),
  );
  const tokensOf = (at: number): [number, number] => [Math.floor(at / table.size), at % table.size];
  const ask = (at: number): string => askedOf(task, tokensOf(at), names);
  const [a, b] = sampleOf(table.size);
  const first = a * table.size + b;
  // Of a smaller table there may be no such cell.
  const kept = cell !== null && cell < table.size ** 2 ? cell : first;
  const pointed = passed !== null && passed < table.size ** 2 ? passed : kept;
  const readOf = (at: number) => ({ table, verdicts, answers: seen.answer, cell: at, ask, write });
  const point = (at: number | null, stays: boolean): void => {
    chosen.setState(stays && at !== null ? { passed: null, cell: at } : { passed: at });
    if (stays && at !== null) setSpoken(speak(readOf(at)));
  };
  const isClass = table.targets instanceof Int32Array;
  const sentence = `${t('knows.at', { step: seen.step })}${t('knows.score', {
    told: said.told.right,
    toldOf: said.told.count,
    new: said.new.right,
    newOf: said.new.count,
    share: said.new.count === 0 ? 0 : said.new.right / said.new.count,
  })}`;
  const question = table.places[pointed] as number;
  return (
    <div className="knows">
      <div className="knows-head">
        <p className="knows-sentence" id={`${id}said`}>
          {sentence}
        </p>
        <p className="knows-stage" data-stage={said.stage ?? 'learning'}>
          {t(`knows.${said.stage ?? 'learning'}`)}
        </p>
      </div>
      <div className="knows-table" ref={area}>
        {size !== null && size.width > 0 && (
          <AnswerTable
            table={table}
            verdicts={verdicts}
            width={size.width}
            names={pair.names}
            ticks={ticks}
            bars
            label={t('knows.table', { question: ask(first) })}
            describedBy={`${id}said ${id}keys`}
            pointed={pointed}
            onPoint={point}
          />
        )}
      </div>
      <div className="knows-side">
        <VerdictKey tallies={tallies} sure={isClass} />
        <Ask about={{ section: task, vocabulary: table.size, names }} cell={kept} question={ask(kept)} onAsk={(at) => point(at, true)} />
        <Reading read={readOf(pointed)} />
        <output className="hidden">{spoken}</output>
        {isClass && size !== null && size.width > 0 && (
          <ByAnswer table={table} verdicts={verdicts} width={size.width} write={write} chosen={question < 0 ? null : (table.targets[question] as number)} />
        )}
        <p className="knows-note" id={`${id}keys`}>
          {t('knows.keys')}
        </p>
        {pair.names[0] === 'x' && <p className="knows-note">{t('knows.cosets')}</p>}
      </div>
    </div>
  );
}

export function Table({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { sample, answers, chosen } = viewOf(usePage());
  const { seen: data, lacks, failed } = useStore(sample.store);
  const { seen, failed: unanswered } = useStore(answers.store);
  const isOn = shown && run !== null;
  useEffect(() => {
    sample.show(isOn);
    answers.show(isOn);
  }, [sample, answers, isOn]);
  const close = useCallback(() => {
    sample.close();
    answers.close();
    chosen.setState({ passed: null });
  }, [sample, answers, chosen]);
  useEffect(() => close, [close]);
  const again = (): void => {
    sample.again();
    answers.again();
  };
  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  const fault = failed ?? unanswered;
  if (fault !== null) return <NotSeen words={t('knows.failed', { what: text(fault) })} onAgain={again} />;
  const table = data === null ? null : tableIn(data);
  if (run === null || data === null || table === null || seen === null || dataOf(seen.config) !== data.subject) return <Sketch isRunning={run !== null} />;
  return (
    <div className="knows-room">
      <Shown sample={data} seen={seen} table={table} />
    </div>
  );
}
