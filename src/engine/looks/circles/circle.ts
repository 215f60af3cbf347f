/** The shadow that a table's rows cast on the plane of one frequency: of its cosine and its sine. */
import type { Components, Table } from './spectrum.ts';
import { squares } from './spectrum.ts';

export interface Circle {
  readonly frequency: number;
  /** (n, 2): x and y of each row from their mean on, in the units of the table. Rows that are a wave of this frequency lie on a circle, the e-th at the angle 2πke/n. */
  readonly places: Float32Array;
  /** Which share of the spread in this plane the wave of this frequency makes up; 0 where nothing is spread. */
  readonly fit: number;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + value * (b[j] as number), 0);

/** Of unit length; zeros where it has none to speak of beside `beside`. */
function unit(vector: Float64Array, beside = 0): Float64Array {
  const length = Math.sqrt(squares(vector));
  return length <= 1e-12 * beside || length === 0 ? new Float64Array(vector.length) : vector.map((value) => value / length);
}

/** Two directions at a right angle that span cosine and sine: that of the cosine, and what of the sine is not along it. */
function planeOf(cosine: Float64Array, sine: Float64Array): readonly [x: Float64Array, y: Float64Array] {
  const x = unit(cosine);
  const along = dot(sine, x);
  return [
    x,
    unit(
      sine.map((value, j) => value - along * (x[j] as number)),
      Math.sqrt(squares(sine)),
    ),
  ];
}

function centred(values: readonly number[]): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Float64Array.from(values, (value) => value - mean);
}

/** The two directions (width) of the plane of one frequency, of unit length and at a right angle. */
export function directionsOf({ cosines, sines }: Components, width: number, frequency: number): readonly [x: Float64Array, y: Float64Array] {
  const part = (all: Float64Array): Float64Array => all.subarray((frequency - 1) * width, frequency * width);
  return planeOf(part(cosines), part(sines));
}

export function circleOf({ values, n, width }: Table, components: Components, frequency: number): Circle {
  const { power } = components;
  const [x, y] = directionsOf(components, width, frequency);
  const rows = Array.from({ length: n }, (_, e) => values.subarray(e * width, (e + 1) * width));
  const [across, up] = [centred(rows.map((row) => dot(row, x))), centred(rows.map((row) => dot(row, y)))];
  const spread = squares(across) + squares(up);
  return {
    frequency,
    places: Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? across : up)[i >> 1] as number),
    fit: spread === 0 ? 0 : Math.min(1, (power[frequency - 1] as number) / spread),
  };
}
