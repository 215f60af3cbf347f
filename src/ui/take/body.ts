/** The dialog's inside, which comes when it is first opened. */
import { onDemand } from '../parts/onDemand.tsx';

export const TakeBody = onDemand(() => import('./Take.tsx'));
