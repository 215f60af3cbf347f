/**
 * The link: the whole config with the options beside it, and the axis where it is not the usual one, after the «#». A short form `#preset=ID` names a preset; further
 * pairs change it. A link that cannot be read changes nothing and says which field is wrong.
 */
import { defaultSettings, settingPairs, withSettingPairs, type Settings } from '../engine/config/settings.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import type { Problem } from '../engine/problem.ts';
import { LANGUAGES, text, type Language } from '../engine/text.ts';
import type { Page } from './page.ts';
import type { Axis } from './preferences.ts';

export interface Link {
  readonly settings: Settings;
  readonly basedOn: string;
  readonly axis: Axis | null;
  readonly language: Language | null;
}

export type ReadLink = { readonly ok: true; readonly link: Link } | { readonly ok: false; readonly problems: readonly Problem[] };

const AXES: readonly Axis[] = ['log', 'linear'];
const oneOf = (ids: readonly string[]) => text(`one of ${ids.join(', ')}`, `次のいずれかにしてください: ${ids.join(', ')}`);

/** Reads what stands after the «#», with or without it. Never throws. */
export function readLink(hash: string): ReadLink {
  const pairs = [...new URLSearchParams(hash.replace(/^#/, ''))];
  const words: Record<string, readonly string[]> = { preset: PRESETS.map((p) => p.id), axis: AXES, lang: LANGUAGES };
  const problems: Problem[] = pairs.flatMap(([field, value]) => {
    const ids = Object.hasOwn(words, field) ? words[field] : undefined;
    return ids === undefined || ids.includes(value) ? [] : [{ field, value, expected: oneOf(ids) }];
  });
  const last = (name: string): string | null => pairs.findLast(([field]) => field === name)?.[1] ?? null;
  const base = findPreset(last('preset') ?? '');
  const parsed = withSettingPairs(
    base ?? defaultSettings(),
    pairs.filter(([field]) => !Object.hasOwn(words, field)),
  );
  if (!parsed.ok) problems.push(...parsed.problems);
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    link: { settings: parsed.settings, basedOn: base?.id ?? 'default', axis: last('axis') as Axis | null, language: last('lang') as Language | null },
  };
}

/** The link's part from «#» on. */
export function writeLink({ settings, basedOn, axis, language }: Link): string {
  const pairs: [string, string][] = [['preset', basedOn], ...settingPairs(settings)];
  if (axis === 'linear') pairs.push(['axis', axis]);
  if (language !== null) pairs.push(['lang', language]);
  return `#${new URLSearchParams(pairs)}`;
}

/** What of a page stands in its link. */
type Linked = Pick<Page, 'config' | 'preferences'>;

/** The part of a link that describes the page as it stands. */
export function currentLink({ config, preferences }: Linked, language: Language | null): string {
  const settings = config.store.getState();
  return writeLink({ settings, basedOn: settings.basedOn, axis: preferences.getState().axis, language });
}

/** Takes over what the address says; returns what is wrong with it, if anything. An empty address says nothing. */
export function followAddress({ config, preferences, actions }: Linked & Pick<Page, 'actions'>): readonly Problem[] {
  if (location.hash.length <= 1) return [];
  const read = readLink(location.hash);
  if (!read.ok) return read.problems;
  config.adopt(read.link.settings, read.link.basedOn);
  actions.openLensOf(read.link.basedOn);
  if (read.link.axis !== null) preferences.setState({ axis: read.link.axis });
  return [];
}

/** The language a link asks for, when it can be read. */
export function linkedLanguage(): Language | null {
  const read = readLink(location.hash);
  return read.ok ? read.link.language : null;
}

/** Keeps the address in step with the config. Browsers limit how often an address may be replaced, so changes are collected. */
export function keepAddress(page: Linked, delay = 250): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => history.replaceState(history.state, '', currentLink(page, null));
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, delay);
  };
  const stops = [page.config.store.subscribe(later), page.preferences.subscribe((now, before) => now.axis !== before.axis && later())];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
