/** What a lens has seen is drawn for a paper only where it is of the run in front, and of the moment that the page shows. */
import { Spoken } from '../../engine/spoken.ts';
import { text, type Text } from '../../engine/text.ts';
import type { Page } from '../../store/page.ts';
import type { Run } from '../../store/run.ts';

interface Seen {
  /** Whose network it was: a run's id. */
  readonly subject: string;
  readonly step: number;
}

const reopen = (what: Text, lens: string): Text =>
  text(
    `what «${lens}» saw last is of ${what.en}: open the lens and wait for this moment’s`,
    `「${lens}」が最後に見たのは${what.ja}のものです。このタブを開き、いまの時点のものを待ってください`,
  );

/** The same of what is of a whole run, whatever moment is looked at. @throws Spoken where another run was seen */
export function demandRun(run: Pick<Run, 'id'> | null, { subject }: Pick<Seen, 'subject'>, lens: string): void {
  if (run !== null && subject !== run.id) throw new Spoken(reopen(text('another run', '別の実行'), lens));
}

/** @param run the one in front; null before the first. @param lens what it is called in the page's language. @throws Spoken that says what was seen instead */
export function demandShown({ moment }: Pick<Page, 'moment'>, run: Pick<Run, 'id'> | null, seen: Seen, lens: string): void {
  demandRun(run, seen, lens);
  const { step } = seen;
  const { step: at, network } = moment.store.getState();
  if (at !== null && step !== network?.step) throw new Spoken(reopen(text(`step ${step}`, `ステップ ${step}`), lens));
}
