/** One point in words, and what it looks like: the example, its true value and the predicted one, and whether it was ever told. */
import { useTranslation } from 'react-i18next';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Measure } from '../../../engine/tasks/task.ts';
import type { Seen } from '../../../store/viewer.ts';
import { Drawn } from '../examples/Drawn.tsx';
import type { Row } from '../examples/rows.ts';
import { distance, type Dot } from './scatter.ts';

export interface DotRead {
  readonly dot: Dot;
  readonly row: Row;
  readonly measure: Measure;
  readonly sample: Seen<'examples'>;
}

/** A value as its task writes it. */
function writeValue({ measure: { shift, scale, unit }, sample: { config } }: DotRead, value: number): string {
  const { value: write } = tasks.get(config.task.id);
  return write?.(config.task, (value - shift) / scale) ?? `${Number(value.toPrecision(3))}${unit === '' ? '' : ` ${unit}`}`;
}

/** In one sentence, for whoever hears it. */
export function useSpokenDot(): (read: DotRead) => string {
  const { t } = useTranslation();
  return (read) => {
    const { dot, row } = read;
    const said = t('values.said', { question: row.question, truth: writeValue(read, dot.truth), said: writeValue(read, dot.said) });
    return `${said}${t(dot.told ? 'knows.saidTold' : 'knows.saidNew')}`;
  };
}

export function DotReading({ read }: { readonly read: DotRead }) {
  const { t } = useTranslation();
  const { dot, row, measure, sample } = read;
  const { outputs } = sample.answer.shape;
  return (
    <div className={row.draw === null ? 'scatter-reading' : 'scatter-reading pictured'}>
      {row.draw !== null && <Drawn name={row.question} draw={row.draw} />}
      <b translate="no">{row.question}</b>
      {outputs > 1 && <span>{t('values.output', { number: dot.output + 1, count: outputs })}</span>}
      <span>{t('examples.isTrue', { value: writeValue(read, dot.truth) })}</span>
      <span>{t('examples.said', { value: writeValue(read, dot.said) })}</span>
      <span>{t('values.off', { off: distance(Math.abs(dot.said - dot.truth), measure) })}</span>
      <span className={dot.told ? 'knows-told' : 'knows-new'}>{t(dot.told ? 'values.isTold' : 'knows.isNew')}</span>
    </div>
  );
}
