/** What a data set calls its words, classes and numbers, where its task cannot know. */
export interface Names {
  /** By token; empty where inputs are no tokens. */
  readonly words: readonly string[];
  /** By class; empty where answers are values. */
  readonly classes: readonly string[];
  /** Of vectors: what each of their numbers is called, '' where that is not said, and how it was measured. Empty where inputs are none. */
  readonly columns: readonly { readonly name: string; readonly mean: number; readonly spread: number }[];
}
