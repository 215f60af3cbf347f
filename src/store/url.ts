/** The address follows the page, and the page the address; what a link says is engine/link's business. */
import { findPreset } from '../engine/presets/index.ts';
import { languageIn, readLink } from '../engine/link/read.ts';
import type { Link } from '../engine/link/link.ts';
import { isTracking } from '../engine/link/parts.ts';
import { writeLink } from '../engine/link/write.ts';
import type { Problem } from '../engine/problem.ts';
import { text, type Language } from '../engine/text.ts';
import { courseAsked } from './course.ts';
import { besideOf } from './beside.ts';
import { matching } from './config.ts';
import { fieldsApart, isOther } from './other.ts';
import type { Page } from './page.ts';

/** The address to give to others: it says what the page shows, and not where this reader came from. */
export function addressOf(link: string, here: string): string {
  const address = new URL(link, here);
  for (const name of Array.from(address.searchParams.keys()).filter(isTracking)) address.searchParams.delete(name);
  return address.href;
}

/** What of a page stands in its link. */
type Linked = Pick<Page, 'config' | 'preferences' | 'bench' | 'front' | 'moment' | 'beside'>;

const kernelsOf = ({ bench }: Linked): Link['kernels'] => (bench.store.getState().request === 'exact' ? 'exact' : 'fastest');

/** Where the settings are those of the run in front, what it began with and the changes it made: then a link repeats it. */
function coursed(page: Linked): Pick<Link, 'settings' | 'changes'> {
  const asked = page.config.store.getState();
  const { config, plan } = courseAsked(asked, page.bench.store.getState().front);
  return { settings: { config, landscape: asked.landscape }, changes: plan };
}

/** Resolves once the run in front has nothing on its way to its worker: only now is it known at which step its changes were made. Never, where it never has. */
export function confirmed({ front }: Pick<Page, 'front'>): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (front.getState().unconfirmed.length > 0) return;
      stop();
      resolve();
    };
    const stop = front.subscribe(look);
    look();
  });
}

/** The lens that is open, where it is another than the one that the preset opens. */
function lensOf({ preferences }: Linked, basedOn: string): string | null {
  const { lens, lensOpen } = preferences.getState();
  return !lensOpen || lens === findPreset(basedOn)?.lens ? null : lens;
}

/** The part of a link that describes the page as it stands. */
export function currentLink(page: Linked, language: Language | null): string {
  const asked = page.config.store.getState();
  const { basedOn } = asked;
  // A moment is one of the run in front: where other settings are asked for, it is none of theirs.
  const { run, asked: ran, plan } = page.front.getState();
  const own = run === null || !(isOther(asked, run) || fieldsApart(asked, { asked: ran, plan }).length > 0);
  const at = (own ? page.moment.store.getState().step : null) ?? page.moment.wish.getState();
  const beside = besideOf(page).filter((id) => id !== matching(asked)?.id);
  const { axis } = page.preferences.getState();
  return writeLink({ ...coursed(page), basedOn, kernels: kernelsOf(page), axis, language, lens: lensOf(page, basedOn), at, beside });
}

/** What became of an address. */
export interface Followed {
  /** Whether the page is what it says. */
  readonly taken: boolean;
  /** What is wrong with it: what of it was left out, where it was taken all the same. */
  readonly problems: readonly Problem[];
}

const A_LENS = text('the name of a lens', 'レンズの名前にしてください。');

/**
 * Takes over what an address says behind its `#`. An empty one says nothing.
 * @param lenses ids of those that there are.
 */
export function followAddress(page: Linked, hash = location.hash, lenses: readonly string[] | null = null): Followed {
  if (hash.length <= 1) return { taken: true, problems: [] };
  const read = readLink(hash);
  if (!read.ok) return { taken: false, problems: read.problems };
  const { settings, changes, basedOn, axis, kernels, at, beside } = read.link;
  page.config.adopt(settings, basedOn, changes);
  // A link says how this page looks, and not what the reader likes.
  const known = lenses === null || read.link.lens === null || lenses.includes(read.link.lens);
  const lens = (known ? read.link.lens : null) ?? findPreset(basedOn)?.lens;
  page.moment.goOnce(at, !isOther(page.config.store.getState(), page.front.getState().run));
  page.beside.setState(beside, true);
  page.preferences.show({ ...(lens === undefined ? {} : { lens, lensOpen: true }), ...(axis === null ? {} : { axis }) });
  // Another backend that the reader asked for is not the link's to change.
  if (kernels !== kernelsOf(page)) page.bench.setRequest(kernels === 'exact' ? 'exact' : 'auto');
  return { taken: true, problems: known ? read.ignored : [...read.ignored, { field: 'lens', value: read.link.lens, expected: A_LENS }] };
}

/** The language a link asks for. */
export const linkedLanguage = (): Language | null => languageIn(location.hash);

/** Puts what the page shows into the address. */
export const writeAddress = (page: Linked): void => history.replaceState(history.state, '', currentLink(page, null));

/** Keeps the address in step with the page. Browsers limit how often an address may be replaced, so changes are collected. */
export function keepAddress(page: Linked, delay = 250): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => writeAddress(page), delay);
  };
  const stops = [
    page.config.store.subscribe(later),
    page.preferences.subscribe((now, before) => (now.axis !== before.axis || now.lens !== before.lens || now.lensOpen !== before.lensOpen) && later()),
    page.moment.store.subscribe((now, before) => now.step !== before.step && later()),
    page.moment.wish.subscribe(later),
    page.beside.subscribe(later),
    page.bench.store.subscribe((now, before) => (now.request !== before.request || now.runs !== before.runs || now.hidden !== before.hidden) && later()),
    // Its run, and what changed in it.
    page.front.subscribe((now, before) => (now.run !== before.run || now.config !== before.config) && later()),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
