/** What a run on the bench is called. */
export interface RunName {
  readonly letter: string;
  /** The colour in which it is drawn behind another. */
  readonly colour: string;
  readonly name: string;
}
