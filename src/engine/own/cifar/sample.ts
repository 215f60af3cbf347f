/** Made-up images in the form of CIFAR-10's files, to see what one does: a class is a colour and a form, in any place on any ground. */
import { SAMPLE } from '../descriptor.ts';
import { writeCifar } from './descriptor.ts';
import { CHANNELS, CLASSES, RECORD, SIDE } from './records.ts';
import { Rng } from '../../rng.ts';

const COUNT = 1000;
/** Colours of the classes, two forms each. */
const COLOURS = [
  [210, 60, 50],
  [60, 170, 70],
  [50, 90, 210],
  [220, 180, 40],
  [150, 60, 180],
] as const;
const GREY = 128;
/** How far a number of a pixel strays. */
const NOISE = 64;

/** Stands in links. */
export const CIFAR_SAMPLE = writeCifar({ count: COUNT, hash: SAMPLE, name: 'patterns.bin' });

/** A disc, or a square, within a radius. */
const isInside = (round: boolean, x: number, y: number, radius: number): boolean =>
  round ? x * x + y * y <= radius * radius : Math.max(Math.abs(x), Math.abs(y)) <= radius;

function draw(bytes: Uint8Array, record: number, rng: Rng): void {
  const label = record % CLASSES;
  const colour = COLOURS[label % COLOURS.length] as readonly number[];
  const radius = 4 + rng.integer(6);
  const [left, top] = [8 + rng.integer(16), 8 + rng.integer(16)];
  // One draw a pixel would take a second: numbers follow one another as Numerical Recipes has it.
  let noise = rng.integer(2 ** 31);
  let at = record * RECORD;
  bytes[at++] = label;
  for (let channel = 0; channel < CHANNELS; channel++) {
    const ground = GREY - 40 + rng.integer(81);
    for (let place = 0; place < SIDE ** 2; place++) {
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
      const inside = isInside(label < CLASSES / 2, (place % SIDE) - left, Math.floor(place / SIDE) - top, radius);
      const level = (inside ? (colour[channel] as number) : ground) + (((noise >>> 16) % NOISE) - NOISE / 2);
      bytes[at++] = Math.max(0, Math.min(255, level));
    }
  }
}

let made: Uint8Array<ArrayBuffer> | null = null;

export function cifarSample(): Uint8Array<ArrayBuffer> {
  if (made !== null) return made;
  const rng = new Rng(1, 'patterns');
  made = new Uint8Array(COUNT * RECORD);
  for (let record = 0; record < COUNT; record++) draw(made, record, rng);
  return made;
}
