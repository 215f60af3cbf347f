/** The page's end of the worker that makes films, with workers that the test speaks for. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Spoken } from '../../../src/engine/spoken.ts';
import { text } from '../../../src/engine/text.ts';
import { createCrew } from '../../../src/worker/crew/crew.ts';
import { createFilmClient, type FilmClient } from '../../../src/worker/film/client.ts';
import type { Film, FilmCommand, FilmMessage } from '../../../src/worker/film/protocol.ts';
import { FakePort } from '../fakePort.ts';

let workers: FakePort<FilmCommand, FilmMessage>[];
let client: FilmClient;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  client = createFilmClient(createCrew(), () => {
    const worker = new FakePort<FilmCommand, FilmMessage>();
    workers.push(worker);
    setTimeout(() => worker.pulse(), 1);
    return worker;
  });
});
afterEach(() => void vi.useRealTimers());

const FILM = { container: 'gif' } as Film;
const nobody = (): void => undefined;
const why = async (film: Promise<unknown>): Promise<string> => {
  const error: unknown = await film.catch((one: unknown) => one);
  return error instanceof Spoken ? error.words.en : String(error);
};

test('a film is asked of one worker, which is told of as it goes on, and ends with it', async () => {
  const shares: number[] = [];
  const film = client.shoot(FILM, (share) => shares.push(share));
  expect(workers.map(({ commands }) => commands)).toEqual([[{ type: 'shoot', film: FILM }]]);
  workers[0]?.say({ type: 'progress', share: 0.5 });
  const bytes = new ArrayBuffer(3);
  workers[0]?.say({ type: 'shot', bytes });
  expect(await film).toBe(bytes);
  expect(shares).toEqual([0.5]);
  expect(workers[0]?.ended).toBe(true);
});

test('one at a time; one that is stopped says so, and leaves room for another', async () => {
  const first = client.shoot(FILM, nobody);
  expect(await why(client.shoot(FILM, nobody))).toBe('another film is being made');
  client.stop();
  expect(await why(first)).toBe('it was stopped');
  expect(workers[0]?.ended).toBe(true);
  client.stop();
  const next = client.shoot(FILM, nobody);
  workers[0]?.say({ type: 'shot', bytes: new ArrayBuffer(1) });
  workers[1]?.say({ type: 'failed', what: text('no canvas', 'なし') });
  expect(await why(next)).toBe('no canvas');
});

test('a worker that dies is replaced, and after the last try it says why', async () => {
  const film = client.shoot(FILM, nobody);
  for (let k = 0; k < 4; k++) {
    await vi.advanceTimersByTimeAsync(10);
    workers[k]?.crash('out of memory');
  }
  expect(await why(film)).toBe('its worker broke off, again and again');
  expect(workers.flatMap(({ commands }) => commands)).toHaveLength(4);
});
