/** A question that is asked once, of a viewer that shows nothing. */
import type { LookId, QuestionOf } from '../engine/looks/index.ts';
import { Spoken } from '../engine/spoken.ts';
import type { Seen, Viewer } from './viewer.ts';

/** The answer about the network that the page shows. The viewer is closed behind it. @throws Spoken where there is none: why */
export function answered<K extends LookId>(viewer: Viewer<K>, question: QuestionOf<K>): Promise<Seen<K>> {
  const { seen: before } = viewer.store.getState();
  return new Promise((resolve, reject) => {
    const stop = viewer.store.subscribe(({ seen, lacks, failed }) => {
      const why = lacks ?? failed;
      if (why === null && (seen === null || seen === before)) return;
      stop();
      viewer.close();
      if (why !== null) reject(new Spoken(why));
      else if (seen !== null) resolve(seen);
    });
    viewer.ask(question);
    viewer.show(true);
  });
}
