/** Where settings, and the run made of them, come from. */
export interface Origin {
  /** The preset that the settings started from. */
  readonly basedOn: string;
  /** Rises with every choice of whole settings: a preset, or a link. Fields that are changed one by one are no other choice. */
  readonly choice: number;
}

let strangers = 0;
/** A choice of whole settings that was never made on this page: no other run is of it. */
export const strangeChoice = (): number => --strangers;

export const originOf = ({ basedOn, choice }: Origin): Origin => ({ basedOn, choice });
