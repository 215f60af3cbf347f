/** The LU landscape: its curves, the run's way across them, the map of data sizes, and the controls of its training. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { sameSurface } from '../../../engine/sweeps/landscape.ts';
import { heightsOf, notYetFitted, valleyOf } from '../../../engine/sweeps/valley.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { landscapeOf } from '../../../store/pageLandscape.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { useSize } from '../../charts/useSize.ts';
import { usePage } from '../../page.tsx';
import { useCalmFront, useConfig, useShownRecord } from '../../hooks.ts';
import { inWords } from '../../i18n/inWords.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import type { LensProps } from '../lens.ts';
import { Controls } from './Controls.tsx';
import { DataMap } from './DataMap.tsx';
import { Key } from './Key.tsx';
import { LuChart } from './LuChart.tsx';
import { PointsTable } from './PointsTable.tsx';
import { Sketch } from './Sketch.tsx';
import { columnsOf, normPerAlpha, rowOf, trailOf, type Column } from './reading.ts';
import { boxOf } from './scales.ts';
import { sentences } from './sentence.ts';
import './landscape.css';

/** Least heights of the two pictures: landscape.css gives them the room. */
const LEAST = { alone: 200, both: 190, map: 170 } as const;
const CAPTION = 34;

export default function Landscape({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const page = usePage();
  const landscape = landscapeOf(page);
  const state = useStore(landscape.store);
  const config = useConfig((asked) => asked.config);
  const options = useConfig((asked) => asked.landscape);
  const height = options.y;
  const [at, setAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const run = useCalmFront((now) => now);
  const record = useShownRecord();
  const step = useDeferredValue(shown ? (record?.step ?? 0) + run.step : 0);

  useEffect(() => {
    landscape.follow(page.config.store.getState());
    return page.config.store.subscribe(landscape.follow);
  }, [landscape, page]);

  const { subject, results: points, doing, status, loaded, failed, forgetful } = state;
  const plan = subject?.plan ?? null;
  const perAlpha = normPerAlpha(state);
  const several = plan !== null && plan.amounts.length > 1;
  const amount = plan === null ? 0 : chosen !== null && plan.amounts.includes(chosen) ? chosen : plan.ownAmount;
  const fitted = config.milestones.memorised;
  const columns = useMemo(
    () => (plan === null || perAlpha === null ? [] : columnsOf(plan, { results: points, doing }, { amount, perAlpha, height, fitted })),
    [plan, points, doing, amount, perAlpha, height, fitted],
  );
  const row = useMemo(() => rowOf(points, amount), [points, amount]);
  const valley = useMemo(() => valleyOf(row, height, notYetFitted(row, fitted)), [row, height, fitted]);
  const related = record !== null && sameSurface(record.config, config);
  // Read anew with every step that is shown: the record's columns grow in place.
  const trail = useMemo(
    () => (related && shown && step >= 0 && amount === plan?.ownAmount ? trailOf(record, height) : null),
    [related, shown, step, record, height, amount, plan],
  );
  const norm = trail === null || trail.length === 0 ? null : (trail.norms[trail.length - 1] as number);

  const reading = ({ train, test }: Column): string => {
    const say = (value: number | null): string => (value === null ? '—' : formatValue(value, height === 'loss' ? 'scientific' : 'percent', language));
    return t('landscape.reading', { train: say(train), test: say(test) });
  };
  const said = sentences({
    status,
    done: points.size,
    planned: plan?.points.length ?? 0,
    steps: options.steps,
    valley,
    row: row.length,
    unfitted: columns.some(({ unfitted }) => unfitted),
    run:
      record === null || run.record?.latest === null ? null : !related ? 'other' : amount !== plan?.ownAmount ? 'elsewhere' : norm === null ? null : { norm },
    what: [...failed.values()][0] ?? null,
    forgetful,
  });
  const column = at === null ? undefined : columns[at];
  const lowest = valley === null ? undefined : columns.find((other) => other.norm === valley.bottom);
  const quoted = column ?? lowest;
  const { parameters, trainAmount } = tasks.get(config.task.id);
  const parameter = parameters[trainAmount];
  const room = size === null ? 0 : size.height;
  const mapHeight = several ? Math.max(LEAST.map, Math.min(360, Math.floor(room * 0.46) - 24)) : 0;
  const box = size === null ? null : boxOf(size.width, Math.max(several ? LEAST.both : LEAST.alone, room - (several ? mapHeight + CAPTION : 0)));

  return (
    <div className="lu">
      <Controls state={state} />
      <Key unfitted={columns.some(({ unfitted }) => unfitted)} trail={trail !== null} />
      <p className="lu-reading">
        {quoted === undefined
          ? ' '
          : `${column === undefined ? t('landscape.bottom') : ''}${t('landscape.normShort')} ${formatValue(quoted.norm, 'figure', language)} (α ${formatValue(quoted.alpha, 'plain', language)}): ${reading(quoted)}`}
      </p>
      <div className={several ? 'lu-area both' : 'lu-area'} ref={area}>
        <div className="lu-pictures">
          {box !== null && (columns.length === 0 || plan === null || perAlpha === null) && <Sketch box={box} loading={!loaded || status === 'running'} />}
          {box !== null && plan !== null && perAlpha !== null && columns.length > 0 && (
            <>
              <LuChart
                columns={columns}
                perAlpha={perAlpha}
                box={box}
                height={height}
                valley={valley}
                trail={trail}
                at={at}
                onAt={setAt}
                label={t('landscape.slider')}
                reading={reading}
              />
              {several && (
                <DataMap
                  plan={plan}
                  points={points}
                  perAlpha={perAlpha}
                  box={{ ...box, height: mapHeight, margin: { ...box.margin, top: 4, bottom: 22 } }}
                  height={height}
                  fitted={fitted}
                  norm={norm}
                  amountName={parameter === undefined ? '' : text(parameter.label)}
                  fraction={parameter?.kind === 'number' && parameter.integer !== true}
                  amount={amount}
                  onAmount={setChosen}
                />
              )}
            </>
          )}
        </div>
      </div>
      <p className="lu-sentence">{said.map(({ key, values }) => t(key, inWords(values, language))).join(language === 'ja' ? '' : ' ')}</p>
      <PointsTable points={row} heightsOf={(point) => heightsOf(point, height)} />
    </div>
  );
}
