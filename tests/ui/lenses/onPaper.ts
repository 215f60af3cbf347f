/** A lens as a figure of its own. */
import { sheetOf } from '../../../src/figures/sheet.ts';
import type { DrawLens } from '../../../src/ui/lenses/lens.ts';

type Scope = Parameters<DrawLens>[0];

export async function onPaper(draw: DrawLens, scope: Pick<Scope, 'page' | 'title' | 'language'> & Partial<Scope>): Promise<string> {
  const { parts, caption } = await draw({
    run: null,
    names: new Map(),
    caption: ({ seed }, step) => `seed ${seed}${step === undefined ? '' : `, step ${step}`}`,
    turn: async () => undefined,
    ...scope,
  });
  return sheetOf(parts, { title: scope.title, runs: [], caption });
}
