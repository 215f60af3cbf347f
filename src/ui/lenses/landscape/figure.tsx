/** The L and the U, and the map of data sizes where there is one, for a paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { SIDES } from '../../../engine/probes/chart.ts';
import { pastOf } from '../../../engine/run/past.ts';
import { sameSurface } from '../../../engine/sweeps/landscape.ts';
import { notYetFitted, valleyOf } from '../../../engine/sweeps/valley.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { text } from '../../../engine/text.ts';
import { landscapeOf } from '../../../store/pageLandscape.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { headAt, keyOf, type KeyItem } from '../../../figures/key.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { DataMap, shade } from './DataMap.tsx';
import { heightMapOf } from './heightMap.ts';
import { LuChart } from './LuChart.tsx';
import { columnsOf, normPerAlpha, rowOf, trailOf } from './reading.ts';
import { boxOf } from './scales.ts';
import './landscape.css';

const [LEFT, TITLE, CURVES, MAP] = [16, 24, 320, 260];
const NONE = text(
  'no point of the landscape is there yet: «LU landscape» has a button that trains them',
  '地形の点がまだありません。「LU 地形」のボタンで始めてください',
);
/** The map's scale of colours, and where it begins. */
const [SWATCHES, SWATCH, SCALE] = [9, 10, 540];
const nothing = (): void => undefined;

function Swatches() {
  return (
    <svg width={SWATCHES * SWATCH} height={10}>
      {Array.from({ length: SWATCHES }, (_, k) => (
        <rect key={k} x={k * SWATCH} y={0} width={SWATCH + 0.4} height={10} style={{ fill: shade(k / (SWATCHES - 1)) }} />
      ))}
    </svg>
  );
}

const line = (hue: 'train' | 'val', dash?: string): Markup =>
  element('g', {}, [
    element('path', { d: 'M0 0H26', stroke: inked(hue), 'stroke-width': 2, 'stroke-dasharray': dash }),
    headAt({ head: hue === 'train' ? 'ring' : 'disc', hue }, 13, 0),
  ]);

export const draw: DrawLens = async ({ page, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const state = landscapeOf(page).store.getState();
  const { subject, results, doing } = state;
  const perAlpha = normPerAlpha(state);
  if (subject === null || perAlpha === null) throw new Spoken(NONE);
  const { config, options, plan } = subject;
  const { y: height } = options;
  const fitted = config.milestones.memorised;
  const amount = plan.ownAmount;
  const columns = columnsOf(plan, { results, doing }, { amount, perAlpha, height, fitted });
  const row = rowOf(results, amount);
  const { record: whole } = page.front.getState();
  const { step: at } = page.moment.store.getState();
  const record = whole === null || at === null ? whole : pastOf(whole, at);
  const trail = record !== null && sameSurface(record.config, config) ? trailOf(record, height) : null;
  const norm = trail === null || trail.length === 0 ? null : (trail.norms[trail.length - 1] as number);
  const box = boxOf(WIDTH - 2 * LEFT, CURVES);
  await turn();
  const drawn = drawingsOf(
    <LuChart
      columns={columns}
      perAlpha={perAlpha}
      box={box}
      height={height}
      valley={valleyOf(row, height, notYetFitted(row, fitted))}
      trail={trail}
      at={null}
      onAt={nothing}
      label=""
      reading={() => ''}
    />,
    'lu',
  );
  const unfitted = columns.some((column) => column.unfitted);
  const hatch = element('path', { d: 'M0 5L10 -5M7 5L17 -5M14 5L22 -3', stroke: inked('ink-3') });
  const path = element('path', { d: 'M0 4Q12 4 21 0', fill: 'none', stroke: inked('val'), 'stroke-width': 1.25 });
  const items: KeyItem[] = [
    { name: SIDES.train.label[language], sign: line('train', SIDES.train.dash), width: 26 },
    { name: SIDES.val.label[language], sign: line('val'), width: 26 },
    ...(trail === null ? [] : [{ name: t('landscape.way'), sign: path, width: 26 }]),
    ...(unfitted ? [{ name: t('landscape.notYet'), sign: hatch, width: 22 }] : []),
  ];
  const key = keyOf(items, WIDTH - 2 * LEFT);
  const parts = [
    {
      markup: element('g', {}, [
        words(title, LEFT, TITLE / 2, { size: 15, bold: true, after: t('landscape.norm') }),
        element('g', { transform: `translate(${LEFT} ${TITLE})` }, [key.markup]),
        element(
          'g',
          { transform: `translate(${LEFT} ${TITLE + key.height + 6})` },
          drawn.map(({ markup }) => markup),
        ),
      ]),
      height: TITLE + key.height + 6 + CURVES,
    },
  ];
  if (plan.amounts.length > 1) {
    await turn();
    const parameter = tasks.get(config.task.id).parameters[tasks.get(config.task.id).trainAmount];
    const amountName = parameter?.label[language] ?? '';
    const { scale } = heightMapOf(plan, [...results.values()], height, fitted);
    const [map, swatches] = drawingsOf(
      <>
        <DataMap
          plan={plan}
          points={results}
          perAlpha={perAlpha}
          box={{ ...box, height: MAP, margin: { ...box.margin, top: 4, bottom: 22 } }}
          height={height}
          fitted={fitted}
          norm={norm}
          amountName={amountName}
          fraction={parameter?.kind === 'number' && parameter.integer !== true}
          amount={amount}
          onAmount={nothing}
        />
        <Swatches />
      </>,
      'lu',
      'lu-map',
    );
    const ends =
      scale === null ? null : [formatValue(scale.low, 'scientific', language), `${scale.beyond ? '≥ ' : ''}${formatValue(scale.high, 'scientific', language)}`];
    const after = t('landscape.mapBy', { amount: amountName });
    parts.push({
      markup: element('g', {}, [
        words(t(height === 'loss' ? 'landscape.mapLoss' : 'landscape.mapError'), LEFT, TITLE / 2, { size: 15, bold: true, after }),
        ...(ends === null || swatches === undefined
          ? []
          : [
              words(ends[0] as string, SCALE - 6, TITLE / 2, { anchor: 'end' }),
              element('g', { transform: `translate(${SCALE} ${TITLE / 2 - 5})` }, [swatches.markup]),
              words(ends[1] as string, SCALE + SWATCHES * SWATCH + 6, TITLE / 2),
            ]),
        ...(map === undefined ? [] : [element('g', { transform: `translate(${LEFT} ${TITLE})` }, [map.markup])]),
      ]),
      height: TITLE + MAP,
    });
  }
  await turn();
  return { parts, caption: caption(config) };
};
