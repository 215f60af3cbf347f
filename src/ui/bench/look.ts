/** What a run behind the one in front is drawn in: its own colour, as long as it is on the bench. What is in front wears the colours of the quantities. */
import { MOST_DRAWN } from '../../store/places.ts';

/** @param place of the run on the bench. Those that are drawn together have other colours, unless more were on the bench before. */
export const colourOf = (place: number): string => `var(--run-${(place % MOST_DRAWN) + 1})`;
