/** One chart: title line, plot, and the slider that is its keyboard and screen-reader side. */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Bands } from './Bands.tsx';
import { boxOf, nextFrame, sameBox, type Frame } from './frame.ts';
import type { Cell } from './layout.ts';
import { Overlay } from './Overlay.tsx';
import { Plot } from './Plot.tsx';
import { Sketch } from './Sketch.tsx';
import type { ChartSpec } from './spec.ts';
import type { Stage } from './stage.ts';
import { StepSlider } from './StepSlider.tsx';
import { Summary } from './Summary.tsx';
import { Title } from './Title.tsx';

export function Chart({ spec, stage, cell, compact, hero }: { spec: ChartSpec; stage: Stage; cell: Cell; compact: boolean; hero: boolean }) {
  const id = useId();
  const { width, height, labelled, column } = cell;
  const box = useMemo(() => boxOf({ width, height, labelled, column }, compact, hero), [width, height, labelled, column, compact, hero]);
  const boxNow = useRef(box);
  const drawn = useRef<Frame | null>(null);
  const [frame, setFrame] = useState<Frame | null>(null);

  useLayoutEffect(() => {
    boxNow.current = box;
    stage.scheduler.kick();
  }, [box, stage]);

  useEffect(
    () =>
      stage.scheduler.add({
        due() {
          const record = stage.record.get();
          const last = drawn.current;
          if (record === null || last === null) return record === last ? 'no' : 'now';
          if (last.record !== record || last.axis !== stage.axis.get() || last.end !== stage.end() || !sameBox(last.box, boxNow.current)) return 'now';
          return spec.series.some((s, k) => record.curves[s.key].length !== last.drawn[k]) ? 'soon' : 'no';
        },
        draw() {
          const record = stage.record.get();
          const next = record === null ? null : nextFrame(drawn.current, { spec, record, axis: stage.axis.get(), box: boxNow.current, end: stage.end() });
          drawn.current = next;
          // In this very task: React would otherwise put several charts into one.
          flushSync(() => setFrame(next));
        },
      }),
    [spec, stage],
  );

  const empty = frame === null || frame.drawn.every((n) => n === 0);
  return (
    <figure className="chart" style={{ width, height }} aria-labelledby={`${id}title`}>
      <Title id={`${id}title`} spec={spec} compact={compact} />
      <div className="chart-plot" style={{ height: box.height }}>
        {empty ? (
          <Sketch spec={spec} box={box} hero={hero} idle={frame === null} />
        ) : (
          <>
            <Bands frame={frame} stage={stage} />
            <Plot spec={spec} frame={frame} />
            <Overlay spec={spec} frame={frame} stage={stage} hero={hero} />
            <StepSlider spec={spec} frame={frame} stage={stage} describedBy={`${id}summary`} />
          </>
        )}
      </div>
      <Summary id={`${id}summary`} spec={spec} stage={stage} />
    </figure>
  );
}
