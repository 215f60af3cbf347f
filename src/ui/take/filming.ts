/** What a page is making of its runs and what became of it, whether the dialog that asked for it is still open or not: a film takes a while. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { oncePer } from '../../store/once.ts';
import type { Page } from '../../store/page.ts';
import { createFilmClient } from '../../worker/film/client.ts';
import type { Film } from '../../worker/film/protocol.ts';

interface FilmingState {
  readonly busy: boolean;
  readonly said: { readonly words: string; readonly failed: boolean } | null;
  /** Of a film that is done; null while none is made. */
  readonly share: number | null;
}

interface Filming {
  readonly store: StoreApi<FilmingState>;
  /** @throws Spoken where there is none */
  shoot(film: Film): Promise<ArrayBuffer>;
  stop(): void;
}

export const filmingOf = oncePer(({ crew }: Pick<Page, 'crew'>): Filming => {
  const client = createFilmClient(crew);
  const store = createStore<FilmingState>(() => ({ busy: false, said: null, share: null }));
  return {
    store,
    async shoot(film) {
      store.setState({ share: 0 });
      try {
        return await client.shoot(film, (share) => store.setState({ share }));
      } finally {
        store.setState({ share: null });
      }
    },
    stop: () => client.stop(),
  };
});
