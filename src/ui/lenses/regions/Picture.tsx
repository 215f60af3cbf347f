/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a map: role «application», moved by keys */
/** The slice as a picture that can be zoomed and moved: with the wheel, two fingers, the pointer, the keyboard and buttons. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { pieceAt } from '../../../engine/geometry/regions/near.ts';
import { REACH } from '../../../engine/looks/regions/question.ts';
import { HOME, ZOOMS, type Frame, type SliceAt } from '../../../store/regions.ts';
import { useSize } from '../../charts/useSize.ts';
import { usePage } from '../../page.tsx';
import { IconButton } from '../../parts/IconButton.tsx';
import { FitIcon, MinusIcon, PlusIcon } from '../../parts/icons.tsx';
import { useTheme } from '../../theme.ts';
import { readColours } from './colours.ts';
import { Stage } from './stage.ts';
import { useRegions } from './useRegions.ts';
import { zoomable } from './zooming.ts';

/** By how much a press of a key or button zooms, and which share of the picture it moves. */
const STEP = 1.5;
const SHIFT = 0.15;
/** How often the worker hears of a frame that is still moving, in milliseconds. */
const WHILE_MOVING = 120;
/** How far from a mark, in CSS pixels, the pointer is still on it. */
const REACHED = 9;

const within = (zoom: number): number => Math.min(ZOOMS[1], Math.max(ZOOMS[0], zoom));

interface Props {
  readonly seen: SliceAt | null;
  /** What stands beside each of the three points. */
  readonly words: readonly string[];
  /** Names an example that the pointer is on. */
  readonly write: (answer: number) => string;
  readonly nameOf: (set: 'train' | 'val', index: number) => string;
  readonly describedBy: string;
  /** What is to be said of the picture, in its corner. */
  readonly children: ReactNode;
}

export function Picture({ seen, words, write, nameOf, describedBy, children }: Props) {
  const { t } = useTranslation();
  const { regions } = usePage();
  const theme = useTheme();
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage>(null);
  const zooming = useRef<ReturnType<typeof zoomable>>(null);
  const size = useSize(area);
  const frame = useRegions((state) => state.frame);
  const image = useRegions((state) => (state.offer?.shape.kind === 'vectors' ? state.offer.shape.image : null));
  /** Where the picture is now; the store hears of it a little later. */
  const live = useRef<Frame>(frame);
  const [hint, setHint] = useState<{ readonly x: number; readonly y: number; readonly text: string } | null>(null);

  useEffect(() => {
    const [element, target] = [canvas.current, area.current];
    if (element === null || target === null) return undefined;
    const created = (stage.current = new Stage(element));
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      regions.frame(live.current);
    };
    const zoomed = (zooming.current = zoomable(
      target,
      () => ({ width: target.clientWidth, height: target.clientHeight }),
      (next, done) => {
        live.current = next;
        created.move(next);
        setHint(null);
        if (done) {
          if (timer !== null) clearTimeout(timer);
          tell();
        } else timer ??= setTimeout(tell, WHILE_MOVING);
      },
    ));
    return () => {
      if (timer !== null) clearTimeout(timer);
      zoomed.stop();
      created.dispose();
    };
  }, [regions]);

  useEffect(() => {
    if (size === null || size.width === 0 || size.height === 0) return;
    stage.current?.resize(size.width, size.height);
    zooming.current?.set(live.current);
    regions.aspect(size.width / size.height);
  }, [regions, size]);

  useEffect(() => {
    // A frame that was set by a key, a button or a new run; one that comes from the pointer is there already.
    if (frame === live.current) return;
    live.current = frame;
    stage.current?.move(frame);
    zooming.current?.set(frame);
  }, [frame]);

  useEffect(() => {
    if (area.current === null) return;
    if (seen === null) stage.current?.clear();
    else stage.current?.show({ seen, colours: readColours(area.current, seen.slice.edges.length, theme === 'dark'), words, write, image });
  }, [seen, words, write, image, theme]);

  const zoomBy = (factor: number): void => regions.frame({ ...live.current, zoom: within(live.current.zoom * factor) });
  const moveBy = (dx: number, dy: number): void => {
    const { x, y, zoom } = live.current;
    const step = (2 * REACH * SHIFT) / zoom;
    regions.frame({ x: x + dx * step, y: y + dy * step, zoom });
  };

  const press = (event: KeyboardEvent): void => {
    const does: Readonly<Record<string, () => void>> = {
      '+': () => zoomBy(STEP),
      '=': () => zoomBy(STEP),
      ';': () => zoomBy(STEP),
      '-': () => zoomBy(1 / STEP),
      '0': () => regions.frame(HOME),
      ArrowLeft: () => moveBy(-1, 0),
      ArrowRight: () => moveBy(1, 0),
      ArrowUp: () => moveBy(0, 1),
      ArrowDown: () => moveBy(0, -1),
    };
    const action = Object.hasOwn(does, event.key) ? does[event.key] : undefined;
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };

  const point = (event: PointerEvent): void => {
    const target = area.current;
    if (seen === null || target === null || event.pointerType === 'touch' || event.buttons !== 0) return setHint(null);
    const box = target.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const unit = (Math.min(box.width, box.height) / 2 / REACH) * live.current.zoom;
    const [x, y] = [live.current.x + (px - box.width / 2) / unit, live.current.y - (py - box.height / 2) / unit];
    const text = hintAt(seen, x, y, REACHED / unit, nameOf, (answer) => t('regions.answers', { answer: write(answer) }));
    setHint(text === null ? null : { x: px, y: py, text });
  };

  return (
    <div className="regions-frame">
      <div
        className="regions-picture"
        ref={area}
        role="application"
        tabIndex={0}
        aria-label={t('regions.picture')}
        aria-describedby={describedBy}
        onKeyDown={press}
        onPointerMove={point}
        onPointerLeave={() => setHint(null)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {hint !== null && (
          <div className="regions-hint" style={{ left: Math.min(hint.x, (size?.width ?? 0) - 90), top: hint.y }} aria-hidden="true">
            {hint.text}
          </div>
        )}
      </div>
      {children}
      <fieldset className="regions-zoom" aria-label={t('regions.zoom')}>
        <IconButton label={t('regions.closer')} shortcut="+" onClick={() => zoomBy(STEP)}>
          <PlusIcon />
        </IconButton>
        <IconButton label={t('regions.farther')} shortcut="-" onClick={() => zoomBy(1 / STEP)}>
          <MinusIcon />
        </IconButton>
        <IconButton label={t('regions.fit')} shortcut="0" onClick={() => regions.frame(HOME)}>
          <FitIcon />
        </IconButton>
      </fieldset>
    </div>
  );
}

/** The mark at a place of the plane, else what the network answers there. */
function hintAt(seen: SliceAt, x: number, y: number, reach: number, nameOf: Props['nameOf'], answers: (answer: number) => string): string | null {
  const one = seen.anchors.find((anchor) => Math.hypot(anchor.x - x, anchor.y - y) < reach);
  if (one !== undefined) return nameOf(one.at.set, one.at.index);
  const { nearby } = seen;
  for (let i = nearby.count - 1; i >= 0; i--) {
    if (Math.hypot((nearby.places[3 * i] as number) - x, (nearby.places[3 * i + 1] as number) - y) < reach) {
      return nameOf(nearby.sets[i] === 0 ? 'train' : 'val', nearby.indexes[i] as number);
    }
  }
  if (seen.outputs === 0) return null;
  const window = REACH / seen.at.zoom / Math.min(1, seen.at.aspect, 1 / seen.at.aspect);
  const piece = pieceAt(seen.slice, (x - seen.at.x) / window, (y - seen.at.y) / window);
  return piece === -1 ? null : answers(seen.slice.classes[piece] as number);
}
