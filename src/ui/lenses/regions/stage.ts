/**
 * The picture outside React. A slice is painted off the page, a few milliseconds at a time, and shown when it is whole. While the reader zooms
 * or pans, the last one is moved along until the next, cut for the new frame, is there.
 */
import { REACH } from '../../../engine/looks/regions/question.ts';
import type { Frame, SliceAt } from '../../../store/regions.ts';
import type { Colours } from './colours.ts';
import { drawMarks, thumbnail, type Placed, type Thumbnails } from './marks.ts';
import { paint, type Canvas } from './painting.ts';

/** Longest stretch of painting, in milliseconds. */
const STRETCH = 8;

interface Painted {
  readonly element: HTMLCanvasElement;
  readonly seen: SliceAt;
  readonly dark: boolean;
}

export interface Look {
  readonly seen: SliceAt;
  readonly colours: Colours;
  readonly words: readonly string[];
  /** A class as its task writes it. */
  readonly write: (answer: number) => string;
  readonly image: { readonly rows: number; readonly columns: number } | null;
}

export class Stage {
  readonly #canvas: HTMLCanvasElement;
  readonly #later: (callback: () => void) => () => void;
  #look: Look | null = null;
  #painted: Painted | null = null;
  #thumbnails: Thumbnails = [];
  #frame: Frame = { x: 0, y: 0, zoom: 1 };
  #cancel: (() => void) | null = null;

  constructor(canvas: HTMLCanvasElement, later = (callback: () => void): (() => void) => after(callback)) {
    this.#canvas = canvas;
    this.#later = later;
  }

  resize(width: number, height: number): void {
    const ratio = devicePixelRatio;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#cancel?.();
    this.#cancel = null;
    this.#repaint();
    this.#compose();
  }

  show(look: Look): void {
    this.#look = look;
    const { image } = look;
    this.#thumbnails = look.seen.anchors.map(({ pixels }) => (image === null || pixels === null ? null : thumbnail(pixels, image.rows, image.columns)));
    this.#repaint();
    this.#compose();
  }

  /** Moves what is there to another frame. */
  move(frame: Frame): void {
    this.#frame = frame;
    this.#compose();
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = this.#look = this.#painted = null;
    this.#compose();
  }

  dispose(): void {
    this.#cancel?.();
  }

  #visible(): Canvas | null {
    const context = this.#canvas.getContext('2d', { alpha: false });
    return context === null ? null : { context, width: this.#canvas.width, height: this.#canvas.height, ratio: devicePixelRatio };
  }

  /** Paints the latest look. What is being painted is finished first: else a slow page that follows a fast run would never show anything. */
  #repaint(): void {
    const look = this.#look;
    const { width, height } = this.#canvas;
    if (this.#cancel !== null || look === null || width === 0 || height === 0) return;
    const { seen, element: before, dark } = this.#painted ?? {};
    if (seen === look.seen && dark === look.colours.dark && before?.width === width && before.height === height) return;
    const element = document.createElement('canvas');
    element.width = width;
    element.height = height;
    const context = element.getContext('2d', { alpha: false });
    if (context === null) return;
    const work = paint(look.seen, { context, width, height, ratio: devicePixelRatio }, look.seen.outputs, look.colours, look.write);
    const stretch = (): void => {
      const began = performance.now();
      while (performance.now() - began < STRETCH) {
        if (work.next().done !== true) continue;
        this.#painted = { element, seen: look.seen, dark: look.colours.dark };
        this.#cancel = null;
        this.#compose();
        this.#repaint();
        return;
      }
      this.#cancel = this.#later(stretch);
    };
    this.#cancel = this.#later(stretch);
  }

  /** Device pixels per radius at a zoom. */
  #unit(zoom: number): number {
    return (Math.min(this.#canvas.width, this.#canvas.height) / 2 / REACH) * zoom;
  }

  #compose(): void {
    const canvas = this.#visible();
    const look = this.#look;
    if (canvas === null) return;
    const { context, width, height } = canvas;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = look?.colours.paper ?? getComputedStyle(this.#canvas).getPropertyValue('--paper');
    context.fillRect(0, 0, width, height);
    const painted = this.#painted;
    if (painted === null || look === null) return;
    const unit = this.#unit(this.#frame.zoom);
    const placed: Placed = { unit, x: (x) => width / 2 + unit * (x - this.#frame.x), y: (y) => height / 2 - unit * (y - this.#frame.y) };
    const { at } = painted.seen;
    const scale = this.#frame.zoom / at.zoom;
    const [w, h] = [width * scale, height * scale];
    context.imageSmoothingEnabled = scale !== 1;
    context.drawImage(painted.element, placed.x(at.x) - w / 2, placed.y(at.y) - h / 2, w, h);
    drawMarks(painted.seen, canvas, placed, look.colours, look.words, this.#thumbnails);
  }
}

function after(callback: () => void): () => void {
  const id = setTimeout(callback, 0);
  return () => clearTimeout(id);
}
