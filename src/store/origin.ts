/** Where settings, and the run made of them, come from. */
export interface Origin {
  /** The preset that the settings started from. */
  readonly basedOn: string;
  /** Rises with every choice of whole settings: a preset, or a link. Fields that are changed one by one are no other choice. */
  readonly choice: number;
}

export const originOf = ({ basedOn, choice }: Origin): Origin => ({ basedOn, choice });
