/**
 * Something on the page that shows one look at a time. While it is in sight and follows, it asks about the network as it is, and again when the
 * answer is there: never faster than it is answered, never twice at once.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../engine/config/config.ts';
import type { AnswerOf, LookId, QuestionOf } from '../engine/looks/index.ts';
import type { Text } from '../engine/text.ts';
import type { LooksClient } from '../worker/looks/client.ts';
import type { LooksMessage } from '../worker/looks/protocol.ts';
import { dataOf, type Subject, type Subjects } from './subject.ts';

/** An answer, and to what. */
export interface Seen<K extends LookId> {
  /** Whose network it was; see Subject. */
  readonly subject: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly question: QuestionOf<K>;
  readonly answer: AnswerOf<K>;
  /** Milliseconds of work. */
  readonly took: number;
}

export interface ViewerState<K extends LookId> {
  readonly seen: Seen<K> | null;
  /** Whether it goes on with the run. */
  readonly following: boolean;
  /** Share of the answer at hand that is done, once it takes long; null while nothing is under way. */
  readonly share: number | null;
  /** Why there is nothing to see. */
  readonly lacks: Text | null;
  readonly failed: Text | null;
}

export interface Viewer<K extends LookId> {
  readonly store: StoreApi<ViewerState<K>>;
  /** Begins when it comes into sight, and rests while it is not. */
  show(shown: boolean): void;
  /** Asks this from here on: at once, of the network that was asked last. */
  ask(question: QuestionOf<K>): void;
  follow(following: boolean): void;
  /** Asks once more what failed. */
  again(): void;
  /** Forgets its network; what it asks stays. */
  close(): void;
}

export interface ViewerOptions {
  /** The look is at the data alone: it is asked once per data set, about a fresh network. */
  readonly still?: boolean;
  /** Whether what is seen stays until something of the next subject is seen. */
  readonly keeps?: (before: RunConfig, now: RunConfig) => boolean;
  /** Shortest time from one network that is asked for to the next, in milliseconds. */
  readonly every?: number;
}

/** A viewer as whoever hands it its messages sees it. */
export interface Receiver {
  receive(message: LooksMessage): void;
  /** Whether it is in sight, and whether what it shows is not yet what there is to show. */
  readonly isShown?: () => boolean;
  readonly isBehind?: () => boolean;
}

interface Surroundings {
  /** Its own name among the viewers. */
  readonly name: string;
  readonly client: LooksClient;
  readonly subjects: Subjects;
}

/** Between an answer and the next network of a run's past, in milliseconds: whoever moves through it wants to see it move. */
const PAST_MS = 8;
/** Longest rest after an answer, in milliseconds. */
const LONGEST_REST = 3000;

/** What was asked last. */
interface Sent<K extends LookId> {
  readonly subject: Subject;
  readonly network: number;
  question: QuestionOf<K>;
  ask: number;
}

export function createViewer<K extends LookId>(
  look: K,
  first: QuestionOf<K>,
  { name, client, subjects }: Surroundings,
  { still = false, keeps = () => false, every = 300 }: ViewerOptions = {},
): Viewer<K> & Receiver {
  const store = createStore<ViewerState<K>>(() => ({ seen: null, following: true, share: null, lacks: null, failed: null }));
  const idOf = ({ id, config }: Subject): string => (still ? dataOf(config) : id);
  let question = first;
  let shown = false;
  let sent: Sent<K> | null = null;
  /** Waits for a network, or for an answer. */
  let waiting = false;
  /** What could not be answered: not tried again before something else is to be shown. */
  let failedOn = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** When a network was last asked for, and when an answer last came. */
  let [askedAt, answeredAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];

  const rest = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  /** Until the next network may be asked for. */
  const left = (): number => Math.max(0, (subjects.current().past ? answeredAt + PAST_MS : askedAt + every) - performance.now());
  const soon = (delay = left()): void => {
    if (shown) timer ??= setTimeout(() => void refresh(), delay);
  };
  /**
   * The worker is done; the next network may come after as long as this one took, so that training keeps half of a core that it may share. Of the
   * past sooner: there is an end to it.
   */
  const settle = (took = 0): void => {
    waiting = false;
    answeredAt = performance.now();
    soon(Math.max(left(), Math.min(subjects.current().past ? took / 2 : took, LONGEST_REST)));
  };

  const put = (): void => {
    if (sent === null) return;
    sent.question = question;
    sent.ask = client.ask(name, look, sent.network, question);
    waiting = true;
  };

  /** Whether the subject as it is now is still to be asked about. */
  const isDue = (subject: Subject): boolean => {
    if (idOf(subject) === failedOn) return false;
    if (sent === null || idOf(subject) !== idOf(sent.subject)) return true;
    const { following, lacks } = store.getState();
    // The past is shown to whoever does not follow as well, and so is the way back from it.
    const follows = following || subject.past || sent.subject.past;
    return !still && follows && lacks === null && subject.step !== sent.subject.step;
  };

  const refresh = async (): Promise<void> => {
    timer = null;
    const subject = subjects.current();
    if (waiting || !isDue(subject)) return;
    failedOn = '';
    waiting = true;
    askedAt = performance.now();
    const { seen } = store.getState();
    if (sent === null || idOf(subject) !== idOf(sent.subject)) {
      const stays = seen !== null && (seen.subject === idOf(subject) || keeps(seen.config, subject.config));
      store.setState({ share: 0, lacks: null, failed: null, ...(stays ? {} : { seen: null }) });
    }
    const at = still ? null : await subject.source();
    waiting = false;
    if (!shown) return;
    sent = { subject, network: client.network(subject.config, at), question, ask: -1 };
    put();
  };

  const wake = (): void => {
    if (!shown || waiting || !isDue(subjects.current())) return;
    if (!subjects.current().past) return soon();
    // What waits for the run's next step need not keep its past waiting. Where nothing was answered just now it is asked for in this very task, so that
    // the answer is worked on while the page still draws the rest of the moment, and is seen with it.
    if (timer === null) return void refresh();
    rest();
    soon();
    return undefined;
  };
  subjects.subscribe(wake);

  return {
    store,
    isShown: () => shown,
    isBehind: () => shown && (waiting || isDue(subjects.current())),
    receive(message) {
      if (sent === null || message.ask !== sent.ask) return;
      const { subject } = sent;
      switch (message.type) {
        case 'progress':
          return store.setState({ share: message.share });
        case 'answer': {
          const { step, took } = message;
          const seen = { subject: idOf(subject), config: subject.config, step, took, question: sent.question, answer: message.answer as AnswerOf<K> };
          store.setState({ seen, share: null, lacks: null, failed: null });
          return settle(took);
        }
        case 'lacks':
          store.setState({ seen: null, share: null, lacks: message.why });
          return settle();
        case 'gone':
          sent = null;
          return settle();
        case 'failed':
          waiting = false;
          failedOn = idOf(subject);
          sent = null;
          return store.setState({ seen: null, share: null, failed: message.what });
      }
    },
    show(now) {
      if (now === shown) return;
      shown = now;
      rest();
      if (!shown) return;
      if (sent !== null && sent.question !== question) put();
      soon(0);
    },
    ask(next) {
      question = next;
      failedOn = '';
      if (!shown) return;
      if (sent === null) soon(0);
      else put();
    },
    follow(following) {
      store.setState({ following });
      wake();
    },
    again() {
      failedOn = '';
      soon(0);
    },
    close() {
      shown = waiting = false;
      rest();
      failedOn = '';
      sent = null;
      client.rest(name);
    },
  };
}
