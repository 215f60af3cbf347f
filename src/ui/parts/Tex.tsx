/** A quantity's symbol, typeset by KaTeX as MathML, which browsers draw themselves: no fonts to load. KaTeX comes after the page does. */
import type katexModule from 'katex';
import { useEffect, useState } from 'react';

type Katex = typeof katexModule;

let katex: Katex | null = null;
let loading: Promise<Katex> | null = null;

function load(): Promise<Katex> {
  loading ??= import('katex').then(
    (module) => (katex = module.default),
    (error: unknown) => {
      // The next symbol asks again.
      loading = null;
      throw error;
    },
  );
  return loading;
}

export function Tex({ tex }: { readonly tex: string }) {
  const [renderer, setRenderer] = useState<Katex | null>(katex);
  useEffect(() => {
    let mounted = true;
    // Without KaTeX the name beside the symbol has to do.
    if (renderer === null)
      load().then(
        (loaded) => mounted && setRenderer(() => loaded),
        () => undefined,
      );
    return () => {
      mounted = false;
    };
  }, [renderer]);
  if (renderer === null) return null;
  return (
    <span className="tex" aria-hidden="true" dangerouslySetInnerHTML={{ __html: renderer.renderToString(tex, { output: 'mathml', throwOnError: false }) }} />
  );
}
