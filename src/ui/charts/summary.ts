/** A chart in words, for those who do not see it. */
import { text, type Language, type Text } from '../../engine/text.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { formatStep, formatValue } from './format.ts';
import { markWords } from './markers.ts';
import { readingsAt, STYLE } from './readings.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';

const EMPTY: Text = text('No values yet.', 'まだ値がありません。');

export function summaryOf(spec: ChartSpec, record: RunRecord | null, language: Language): string {
  const start = spec.explanation[language];
  const readings = record === null ? [] : readingsAt(spec, record, null, (step) => step);
  if (record === null || readings.length === 0) return `${start} ${EMPTY[language]}`;
  const values = readings.map((r) => `${r.series.label[language]} ${formatValue(r.value, STYLE[spec.y.kind], language)}`).join(language === 'ja' ? '、' : ', ');
  const doubt = spec.doubts?.((key) => record.curve(key)).at(-1);
  const doubted = doubt !== undefined && doubt.to >= (readings[0]?.step ?? Infinity) ? [`(${doubt.words[language]})`] : [];
  const marks = record.marks.map((mark) =>
    mark.kind === 'changed' ? `${formatStep(mark.step, language)}: ${markWords(mark, record.config, language)}` : markWords(mark, record.config, language),
  );
  const now = language === 'ja' ? `ステップ ${formatStep(record.step, language)}: ${values}。` : `At step ${formatStep(record.step, language)}: ${values}.`;
  return [start, now, ...doubted, ...(marks.length > 0 ? [`${marks.join(language === 'ja' ? '、' : '; ')}${language === 'ja' ? '。' : '.'}`] : [])].join(' ');
}
