/** The page's end of the worker that makes films: a seat of the crew, taken while one is made. */
import { Spoken } from '../../engine/spoken.ts';
import { text } from '../../engine/text.ts';
import type { Crew } from '../crew/crew.ts';
import { lastWords } from '../crew/death.ts';
import type { Port } from '../crew/seat.ts';
import type { Film, FilmCommand, FilmMessage } from './protocol.ts';

export interface FilmClient {
  /** One at a time. @param told hears the share that is done. @throws Spoken, from the promise, where there is none, or it was stopped */
  shoot(film: Film, told: (share: number) => void): Promise<ArrayBuffer>;
  /** Ends the one that is being made. */
  stop(): void;
}

const STOPPED = text('it was stopped', '中止しました');
const BUSY = text('another film is being made', '別の動画を作成中です');

interface Open {
  readonly film: Film;
  readonly told: (share: number) => void;
  readonly done: (bytes: ArrayBuffer) => void;
  readonly fail: (why: Spoken) => void;
}

const spawnFilm = (): Port => new Worker(new URL('./film.worker.ts', import.meta.url), { type: 'module', name: 'film' });

/** @param spawn for tests */
export function createFilmClient(crew: Crew, spawn: () => Port = spawnFilm): FilmClient {
  let open: Open | null = null;

  const end = (): Open | null => {
    const one = open;
    open = null;
    seat.leave();
    return one;
  };

  const seat = crew.seat<FilmCommand, FilmMessage>({
    name: 'film',
    spawn,
    begin(post) {
      if (open !== null) post({ type: 'shoot', film: open.film });
    },
    hear(message) {
      switch (message.type) {
        case 'progress':
          return open?.told(message.share);
        case 'shot':
          return end()?.done(message.bytes);
        case 'failed':
          return end()?.fail(new Spoken(message.what));
      }
    },
    lost(death) {
      end()?.fail(new Spoken(lastWords(death)));
    },
  });

  return {
    shoot: (film, told) =>
      new Promise((done, fail) => {
        if (open !== null) return fail(new Spoken(BUSY));
        open = { film, told, done, fail };
        seat.sit();
      }),
    stop: () => end()?.fail(new Spoken(STOPPED)),
  };
}
