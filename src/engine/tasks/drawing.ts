/** What an example looks like, as lines and words: the page draws whatever a task states. */

export type Point = readonly [x: number, y: number];

export interface Drawing {
  /** What is to be seen. y goes downwards. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly lines: readonly { readonly from: Point; readonly to: Point; readonly broken?: true }[];
  /** Words by the middle of their first or last sign, or by their own. */
  readonly words: readonly { readonly at: Point; readonly text: string; readonly anchor: 'start' | 'middle' | 'end' }[];
}

/** One example as a drawing sees it: its inputs, and of a graph its edges and where its nodes are. */
export interface Pictured {
  readonly input: ArrayLike<number>;
  readonly edges: ArrayLike<number>;
  readonly places: ArrayLike<number>;
}
