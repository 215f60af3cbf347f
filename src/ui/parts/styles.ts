/** Style sheets that did not arrive. Vite asks for each once; a chunk that is fetched again would stand there without its looks. */

const lost = new Set<HTMLLinkElement>();

if (typeof document !== 'undefined')
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target);
    },
    true,
  );

/** Gives up the style sheets that are still on their way. Returns whether there were any. */
export function giveUpStyles(): boolean {
  const coming = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter((link) => link.sheet === null && !lost.has(link));
  for (const link of coming) lost.add(link);
  return coming.length > 0;
}

/** @throws Error where one does not come this time either. */
export async function refetchStyles(): Promise<void> {
  await Promise.all(
    [...lost].map(async (link) => {
      lost.delete(link);
      const again = link.cloneNode() as HTMLLinkElement;
      const come = new Promise<void>((resolve, reject) => {
        again.addEventListener('load', () => resolve());
        again.addEventListener('error', () => reject(new Error(`Unable to load ${again.href}`)));
      });
      link.replaceWith(again);
      await come;
    }),
  );
}
