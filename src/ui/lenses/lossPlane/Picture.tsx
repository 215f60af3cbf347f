/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a map: role «application», moved by keys */
/** Losses over the plane, with the path: a moment of it is read by pointer or arrow keys. */
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LossPlaneShown } from '../../../engine/looks/lossPlane/question.ts';
import { formatValue } from '../../../figures/plot/format.ts';
import { useSize } from '../../charts/useSize.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { PairImage } from '../pairs/PairImage.tsx';
import { useRamp } from '../pairs/useRamp.ts';
import { Overlay } from './Overlay.tsx';
import { heightsOf, placesIn, pointAt } from './plot.ts';
import { viewOf } from './view.ts';

/** How near the pointer has to be. */
const REACH = 14;

interface Props {
  readonly seen: LossPlaneShown;
  readonly names: readonly [string, string, string];
}

export function Picture({ seen, names }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { path: state, chosen } = viewOf(usePage());
  const { path } = useStore(state);
  const { side, step } = useStore(chosen);
  const moment = useStore(usePage().moment.store, ({ step: at }) => at);
  const ramp = useRamp();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area)?.width ?? 0;
  const { grid, losses, window } = seen;
  const { levels, low, high, isolines } = useMemo(() => heightsOf(losses[side], grid), [losses, side, grid]);
  const order = useMemo(() => Int32Array.from({ length: grid }, (_, e) => e), [grid]);
  const at = pointAt(path, step ?? moment);
  const show = (index: number): void => chosen.setState({ step: path[index]?.step ?? null });
  const press = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowDown: at - 1, ArrowUp: at + 1, Home: 0, End: path.length - 1 };
    const next = Object.hasOwn(to, key) ? to[key] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    show(Math.max(0, Math.min(path.length - 1, next)));
  };
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): void => {
    const box = currentTarget.getBoundingClientRect();
    const place = placesIn(window, grid, size);
    let [best, least] = [-1, REACH];
    path.forEach(({ x, y }, i) => {
      const there = place(x, y);
      const apart = Math.hypot(there.x - (clientX - box.left), there.y - (clientY - box.top));
      if (apart < least) [best, least] = [i, apart];
    });
    if (best >= 0) show(best);
  };
  const here = path[at];
  const reading = here === undefined ? t('path.laying') : t('path.reading', { step: here.step, distance: here.distance });
  const loss = (value: number): string => formatValue(value, 'scientific', language);
  const range = t('path.range', { low: loss(low), high: loss(high) });
  return (
    <figure className="path-figure">
      <div
        ref={area}
        className="path-square"
        role="application"
        tabIndex={0}
        aria-label={t('path.mapLabel', { side: t(`path.${side}`) })}
        onKeyDown={press}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => chosen.setState({ step: null })}
      >
        <PairImage levels={levels} ramp={ramp} order={order} />
        {size > 0 && <Overlay seen={seen} isolines={isolines} path={path} names={names} at={at} size={size} label={range} />}
      </div>
      <output className="path-reading">{reading}</output>
      <p className="path-note">{range}</p>
    </figure>
  );
}
