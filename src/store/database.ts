/** A database of the browser's own, of one kind of things by key, between visits. */
import { createStore, type UseStore } from 'idb-keyval';
import { text } from '../engine/text.ts';
import { within } from '../engine/within.ts';

/** Longest wait for it, in milliseconds: it may neither open nor fail. */
const ANSWER_MS = 10_000;
const DATABASE = text('the browser’s database', 'ブラウザーのデータベース');

/** Puts a question to a database. The promise is rejected where there is none, where it refuses, and where it does neither for long. */
export type Database = <T>(question: (store: UseStore) => Promise<T>) => Promise<T>;

/** It is opened by the first question. */
export function databaseOf(name: string, things: string): Database {
  let opened: UseStore | null = null;

  /** Whoever wants to delete or upgrade the database waits until nobody holds it: it is let go when that is asked, and opened anew by the next question. */
  const yielding = (store: UseStore): UseStore => {
    const own: UseStore = (mode, question) =>
      store(mode, (objects) => {
        const { db } = objects.transaction;
        db.onversionchange = () => {
          db.close();
          if (opened === own) opened = null;
        };
        return question(objects);
      });
    return own;
  };

  return async (question) => {
    try {
      opened ??= yielding(createStore(name, things));
      return await within(ANSWER_MS, DATABASE, question(opened));
    } catch (error) {
      // It is opened anew next time.
      opened = null;
      throw error;
    }
  };
}
