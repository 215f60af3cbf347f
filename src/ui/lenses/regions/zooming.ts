/** Wheel, drag and pinch on the picture, by d3-zoom; its transform and the store's frame say the same. */
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';
import { REACH } from '../../../engine/looks/regions/question.ts';
import { ZOOMS, type Frame } from '../../../store/regions.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const unitOf = ({ width, height }: Size): number => Math.min(width, height) / 2 / REACH;

/** At zoom 1 the plane's origin is the picture's middle. */
export function frameOf({ k, x, y }: ZoomTransform, size: Size): Frame {
  const unit = unitOf(size);
  return { zoom: k, x: ((size.width / 2 - x) / k - size.width / 2) / unit, y: -((size.height / 2 - y) / k - size.height / 2) / unit };
}

export function transformOf({ x, y, zoom: k }: Frame, size: Size): ZoomTransform {
  const unit = unitOf(size);
  return zoomIdentity.translate(size.width / 2 - k * (size.width / 2 + unit * x), size.height / 2 - k * (size.height / 2 - unit * y)).scale(k);
}

/** One finger scrolls the page; two move and zoom the picture. */
function ours(event: Event): boolean {
  if (event instanceof MouseEvent) return event.button === 0 && (!event.ctrlKey || event.type === 'wheel');
  return 'touches' in event && (event as TouchEvent).touches.length > 1;
}

/** Lets an element be zoomed and panned. Returns how its frame is set from outside, and how it is let go. */
export function zoomable(
  element: HTMLElement,
  size: () => Size,
  onFrame: (frame: Frame, done: boolean) => void,
): { readonly set: (frame: Frame) => void; readonly stop: () => void } {
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([...ZOOMS])
    .filter(ours);
  const tell =
    (done: boolean) =>
    ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>): void => {
      // Moves from outside have no event behind them.
      if (sourceEvent !== null) onFrame(frameOf(transform, size()), done);
    };
  const selection = select<HTMLElement, unknown>(element);
  selection.call(behaviour.on('zoom', tell(false)).on('end', tell(true)));
  return {
    set: (frame) => behaviour.transform(selection, transformOf(frame, size())),
    stop: () => {
      selection.on('.zoom', null);
    },
  };
}
