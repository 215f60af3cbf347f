/** A chart in words, for those who do not see it. */
import { text, type Language, type Text } from '../../engine/text.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { formatStep, formatValue } from '../../figures/plot/format.ts';
import { lastOf } from '../../engine/run/story.ts';
import type { Quartiles } from '../../figures/plot/quartiles.ts';
import { markWords } from '../../figures/plot/markers.ts';
import { readingsAt, STYLE } from '../../figures/plot/readings.ts';
import type { ChartSpec } from '../../engine/probes/chart.ts';

const EMPTY: Text = text('No values yet.', 'まだ値がありません。');

/** A run that is drawn behind the one in front. */
export interface Behind {
  readonly record: RunRecord;
  readonly name: string;
}

/** Runs that are drawn together as a band, and the band. */
export interface Together {
  readonly name: string;
  readonly quartiles: readonly Quartiles[];
}

const BEHIND: Text = text('Behind it', '背後の実行');

/** How far a run is, and its values there. */
function valuesOf(spec: ChartSpec, record: RunRecord, language: Language): string {
  const values = readingsAt(spec, record, null)
    .map((r) => `${r.series.label[language]} ${formatValue(r.value, STYLE[spec.y.kind], language)}`)
    .join(language === 'ja' ? '、' : ', ');
  return values === ''
    ? ''
    : language === 'ja'
      ? `ステップ ${formatStep(record.step, language)}: ${values}`
      : `at step ${formatStep(record.step, language)}, ${values}`;
}

function behindWords(spec: ChartSpec, behind: readonly Behind[], language: Language): string[] {
  const said = behind.flatMap(({ record, name }) => {
    const values = valuesOf(spec, record, language);
    return values === '' ? [] : [language === 'ja' ? `${name}、${values}` : `${name}: ${values}`];
  });
  return said.length === 0 ? [] : [`${BEHIND[language]}: ${said.join(language === 'ja' ? '。' : '; ')}${language === 'ja' ? '。' : '.'}`];
}

/** Where the medians stand, at the last step that all of the runs have. */
function medianWords(spec: ChartSpec, together: readonly Together[], language: Language): string[] {
  const ja = language === 'ja';
  return together.flatMap(({ name, quartiles }) => {
    const said = quartiles.map(({ series, low, middle, high }) => {
      const [from, at, to] = [low, middle, high].map((curve) => formatValue(lastOf(curve) ?? Number.NaN, STYLE[spec.y.kind], language));
      return ja ? `${series.label.ja} ${at}（四分位数 ${from}、${to}）` : `${series.label.en} ${at} (quartiles ${from} and ${to})`;
    });
    const [first] = quartiles;
    if (first === undefined) return [];
    const step = formatStep(first.middle.steps[first.middle.length - 1] ?? 0, language);
    return [ja ? `${name} の中央値、ステップ ${step}: ${said.join('、')}。` : `Median of ${name} at step ${step}: ${said.join(', ')}.`];
  });
}

export function summaryOf(
  spec: ChartSpec,
  record: RunRecord | null,
  language: Language,
  behind: readonly Behind[] = [],
  together: readonly Together[] = [],
): string {
  const start = spec.explanation[language];
  const readings = record === null ? [] : readingsAt(spec, record, null);
  if (record === null || readings.length === 0) return `${start} ${EMPTY[language]}`;
  const values = readings.map((r) => `${r.series.label[language]} ${formatValue(r.value, STYLE[spec.y.kind], language)}`).join(language === 'ja' ? '、' : ', ');
  const doubt = spec.doubts?.((key) => record.curve(key)).at(-1);
  const doubted = doubt !== undefined && doubt.to >= (readings[0]?.step ?? Infinity) ? [`(${doubt.words[language]})`] : [];
  const marks = record.marks.map((mark) =>
    mark.kind === 'changed' ? `${formatStep(mark.step, language)}: ${markWords(mark, record.config, language)}` : markWords(mark, record.config, language),
  );
  const now = language === 'ja' ? `ステップ ${formatStep(record.step, language)}: ${values}。` : `At step ${formatStep(record.step, language)}: ${values}.`;
  return [
    start,
    now,
    ...doubted,
    ...(marks.length > 0 ? [`${marks.join(language === 'ja' ? '、' : '; ')}${language === 'ja' ? '。' : '.'}`] : []),
    ...behindWords(spec, behind, language),
    ...medianWords(spec, together, language),
  ].join(' ');
}
