/** One chart: title line, plot, and the slider that is its keyboard and screen-reader side. */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useErrorBoundary } from 'react-error-boundary';
import { useCalmFront } from '../hooks.ts';
import { Bands } from './Bands.tsx';
import { GhostNames } from './GhostNames.tsx';
import type { RunName } from '../bench/useNames.ts';
import { Doubts } from './Doubts.tsx';
import { nextFrame, pointsOf, type Frame } from '../../figures/plot/frame.ts';
import type { Cell } from '../../figures/plot/layout.ts';
import { Lines } from './Lines.tsx';
import { QuartileBands } from './QuartileBands.tsx';
import { Overlay } from './Overlay.tsx';
import { PARTS, plots } from './plots.ts';
import { boxOf, sameBox, sceneOf, type Scene } from '../../figures/plot/scene.ts';
import { Sketch } from './Sketch.tsx';
import type { ChartSpec } from '../../engine/probes/chart.ts';
import type { Stage } from './stage.ts';
import { StepSlider } from './StepSlider.tsx';
import { Summary } from './Summary.tsx';
import { Title } from './Title.tsx';
import { growDomain } from '../../figures/plot/yAxis.ts';

interface Drawing {
  readonly frame: Frame | null;
  readonly scene: Scene;
  /** Parts of the plot that are mounted: see plots.ts. */
  readonly parts: number;
}

/** As many parts as can be mounted by now. */
const arrivedParts = (): number => (plots.here() === null ? 0 : PARTS);

/** Any step will do: nobody sees the axis before there is a run. */
const IDLE_END = 1000;

interface Props {
  readonly spec: ChartSpec;
  readonly stage: Stage;
  /** Of the runs drawn behind, by their ids. */
  readonly names: ReadonlyMap<string, RunName>;
  readonly cell: Cell;
  readonly compact: boolean;
  readonly hero: boolean;
}

export function Chart({ spec, stage, names, cell, compact, hero }: Props) {
  const id = useId();
  const { width, height, labelled, column } = cell;
  const box = useMemo(() => boxOf({ width, height, labelled, column }, compact, hero), [width, height, labelled, column, compact, hero]);
  const boxNow = useRef(box);
  const shown = useRef<Drawing | null>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const idle = useCalmFront((state) => state.status === 'idle');
  const { showBoundary } = useErrorBoundary();

  useLayoutEffect(() => {
    boxNow.current = box;
    stage.scheduler.kick();
  }, [box, stage]);

  useEffect(
    () =>
      stage.scheduler.add({
        due() {
          const record = stage.record.get();
          const last = shown.current;
          if (last === null || last.parts < arrivedParts() || last.frame?.record !== (record ?? undefined) || !sameBox(last.scene.box, boxNow.current))
            return 'now';
          if (record === null || last.frame === null) return 'no';
          if (last.scene.axis !== stage.axis.get() || last.scene.end !== stage.end()) return 'now';
          const ghosts = stage.ghosts.get();
          const groups = stage.groups.get();
          if (last.frame.ghosts !== ghosts || last.frame.groups !== groups) return 'now';
          const { drawn, ghostPoints, groupPoints } = last.frame;
          if (pointsOf(spec, ghosts) !== ghostPoints || pointsOf(spec, groups.flat()) !== groupPoints) return 'soon';
          return spec.series.some((s, k) => record.curve(s.key).length !== drawn[k]) ? 'soon' : 'no';
        },
        draw() {
          const record = stage.record.get();
          const last = shown.current;
          const size = { axis: stage.axis.get(), box: boxNow.current, pixel: 1 / devicePixelRatio };
          const frame =
            record === null ? null : nextFrame(last, { spec, record, ghosts: stage.ghosts.get(), groups: stage.groups.get(), ...size, end: stage.end() });
          const scene = frame?.scene ?? sceneOf(last?.scene ?? null, spec, size.axis, size.box, IDLE_END, growDomain(spec.y, null, 0.1, 1));
          const next = { frame, scene, parts: last === null ? 0 : Math.min(arrivedParts(), last.parts + 1) };
          shown.current = next;
          // In this very task: React would otherwise put several charts into one.
          flushSync(() => setDrawing(next));
        },
        failed: showBoundary,
      }),
    [spec, stage, showBoundary],
  );

  useEffect(() => {
    plots.ask().then(() => stage.scheduler.kick(), showBoundary);
  }, [stage, showBoundary]);

  const Plot = plots.here()?.Plot;
  const frame = drawing?.frame ?? null;
  const empty = frame === null || frame.drawn.every((n) => n === 0);
  return (
    <figure className="chart" aria-labelledby={`${id}title`}>
      <Title id={`${id}title`} spec={spec} stage={stage} compact={compact} />
      <div className="chart-plot" style={{ height: box.height }}>
        {empty && <Sketch spec={spec} box={box} hero={hero} idle={idle && frame === null} />}
        {!empty && <Bands scene={frame.scene} stage={stage} />}
        {!empty && spec.doubts !== undefined && <Doubts frame={frame} stage={stage} doubts={spec.doubts} />}
        {/* Mounted from the start, unseen under the sketch, so that pressing Run does not have to wait for it. */}
        {drawing !== null && drawing.parts > 0 && Plot !== undefined && (
          <div className={empty ? 'chart-back unseen' : 'chart-back'} aria-hidden="true">
            <Plot spec={spec} scene={drawing.scene} parts={drawing.parts} />
          </div>
        )}
        {!empty && (
          <>
            <QuartileBands frame={frame} names={names} />
            <Lines frame={frame} names={names} />
            {frame.ghosts.length + frame.groups.length > 0 && (
              <svg className="chart-layer" width={box.width} height={box.height} aria-hidden="true">
                <GhostNames spec={spec} frame={frame} stage={stage} names={names} hero={hero} />
              </svg>
            )}
            <Overlay spec={spec} frame={frame} stage={stage} hero={hero} />
            <StepSlider spec={spec} frame={frame} stage={stage} describedBy={`${id}summary`} />
          </>
        )}
      </div>
      <Summary id={`${id}summary`} spec={spec} stage={stage} names={names} />
    </figure>
  );
}
