/** Paints a table of verdicts: each sign is drawn once and stamped, and of the next table only what changed. */
import { VERDICTS } from '../../../engine/looks/pairTable.ts';
import { CELL, SHAPES } from './cellShapes.ts';

export interface CellsPainted {
  /** (size²): see cellsOf. */
  readonly cells: Int8Array;
  readonly size: number;
  /** Device pixels of a cell, whole. */
  readonly pixels: number;
  /** In which colours are what they are. */
  readonly theme: string;
}

/** @param style whose colours they have: asking for them lays out what has changed on the page, which not every table is to wait for. */
function stampsOf({ pixels }: CellsPainted, style: CSSStyleDeclaration): HTMLCanvasElement {
  const element = document.createElement('canvas');
  element.width = VERDICTS.length * pixels;
  element.height = pixels;
  const context = element.getContext('2d');
  if (context === null) return element;
  VERDICTS.forEach((verdict, i) => {
    context.setTransform(pixels / CELL, 0, 0, pixels / CELL, i * pixels, 0);
    context.fillStyle = style.getPropertyValue(`--${SHAPES[verdict].colour}`).trim();
    const path = new Path2D(SHAPES[verdict].path);
    context.fill(path); // oxlint-disable-line unicorn/no-array-fill-with-reference-type -- a canvas fills a path
  });
  return element;
}

export class CellPainter {
  readonly #canvas: HTMLCanvasElement;
  #before: CellsPainted | null = null;
  #stamps: HTMLCanvasElement | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  paint(now: CellsPainted): void {
    const { cells, size, pixels, theme } = now;
    const before = this.#before;
    const isAsBefore = before !== null && before.size === size && before.pixels === pixels && before.theme === theme;
    if (!isAsBefore) {
      this.#stamps = stampsOf(now, getComputedStyle(this.#canvas));
      // Which empties it.
      this.#canvas.width = this.#canvas.height = size * pixels;
    }
    this.#before = now;
    const [context, stamps] = [this.#canvas.getContext('2d'), this.#stamps];
    if (context === null || stamps === null) return;
    cells.forEach((verdict, cell) => {
      if (isAsBefore && before.cells[cell] === verdict) return;
      const [x, y] = [(cell % size) * pixels, Math.floor(cell / size) * pixels];
      context.clearRect(x, y, pixels, pixels);
      if (verdict >= 0) context.drawImage(stamps, verdict * pixels, 0, pixels, pixels, x, y, pixels, pixels);
    });
  }
}
