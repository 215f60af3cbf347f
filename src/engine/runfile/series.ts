/** Every number of one series, its steps ascending. */
export interface Series {
  readonly key: string;
  readonly steps: Float64Array;
  readonly values: Float64Array;
}
