/**
 * What was asked for: the config that the form, the link and the next run share, and the options beside it. They are always valid. What a
 * reader typed and what is not valid is kept as a draft, with its problems, until it is mended or withdrawn.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { fromText } from '../engine/config/fromText.ts';
import {
  fieldIn,
  parseSettings,
  settingAt,
  settingPairs,
  withSetting,
  type ParsedSettings,
  type RawSettings,
  type Settings,
} from '../engine/config/settings.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import { mayBe, type Preset } from '../engine/presets/preset.ts';
import type { Problem } from '../engine/problem.ts';
import type { Change } from '../engine/run/change.ts';
import { soundPlan } from '../engine/run/turns.ts';
import type { Origin } from './origin.ts';

/** Something typed that the settings cannot take as it is. */
export interface Draft {
  readonly raw: unknown;
  readonly problems: readonly Problem[];
}

export interface ConfigState extends Settings, Origin {
  /** Changes that the run is to make while it goes on, as a link has them. */
  readonly plan: readonly Change[];
  /** By field path. */
  readonly drafts: Readonly<Record<string, Draft>>;
}

const DEFAULT = PRESETS[0] as Preset;

export interface ConfigStore {
  readonly store: StoreApi<ConfigState>;
  /** Takes a value. Whatever makes it invalid stays in its draft, and the last valid config stands. Returns whether the value was taken. */
  setField(path: string, raw: unknown): boolean;
  /** Takes a draft back: the field shows the settings' value again. */
  withdraw(path: string): void;
  /** Takes whole valid settings, for example from a link, with changes to come that are sound. */
  adopt(settings: Settings, basedOn: string, plan?: readonly Change[]): void;
  /** What the next choice of whole settings will be. */
  nextChoice(): number;
  /** Takes what a run began with and the changes on its way, to repeat it: of the same choice, and with what is still being typed. */
  repeat(course: Pick<ConfigState, 'config' | 'plan'>): void;
  /** Takes what a run was asked to run with, as the choice that it was made of. */
  follow(course: Pick<ConfigState, 'config' | 'plan'>, origin: Origin): void;
  /** No change is to come. */
  forgetPlan(): void;
}

export function createConfig(): ConfigStore {
  const store = createStore<ConfigState>(() => ({
    config: DEFAULT.config,
    landscape: DEFAULT.landscape,
    basedOn: DEFAULT.id,
    choice: 0,
    plan: [],
    drafts: {},
  }));
  /** Choices that were made on this page. */
  let choices = 0;
  /** With the changes to come that still are sound. */
  const take = (state: Settings & Pick<ConfigState, 'drafts'>): void => {
    const { plan } = store.getState();
    store.setState({ ...state, plan: soundPlan(state.config, plan) });
  };
  return {
    store,
    setField(path, raw) {
      const { drafts, ...settings } = store.getState();
      const others = Object.entries(drafts).filter(([other]) => other !== path);
      // Two fields may only be right together (a width and the heads that divide it): first try this value with every draft.
      const together = tried(settings, [...others.map(([other, draft]) => [other, draft.raw] as const), [path, raw]]);
      if (together.ok) {
        take({ ...together.settings, drafts: {} });
        return true;
      }
      const alone = tried(settings, [[path, raw]]);
      if (!alone.ok) {
        store.setState({ drafts: { ...drafts, [path]: { raw, problems: alone.problems } } });
        return false;
      }
      take(settled(alone.settings, others));
      return true;
    },
    withdraw: (path) => store.setState(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== path)) })),
    adopt: ({ config, landscape }, basedOn, plan = []) =>
      store.setState({ config, landscape, basedOn: matching({ config, landscape })?.id ?? basedOn, choice: ++choices, plan, drafts: {} }),
    nextChoice: () => choices + 1,
    repeat: ({ config, plan }) => store.setState({ config, plan }),
    follow: ({ config, plan }, { basedOn, choice }) => store.setState({ config, plan, basedOn, choice, drafts: {} }),
    forgetPlan: () => store.setState({ plan: [] }),
  };
}

/** Applies every value, as typed or as it is, one after the other, then validates the whole. */
function tried(settings: Settings, values: Iterable<readonly [path: string, raw: unknown]>): ParsedSettings {
  let next: RawSettings = settings;
  for (const [path, raw] of values) {
    const field = fieldIn(next as Settings, path);
    next = withSetting(next as Settings, path, typeof raw === 'string' ? fromText(field?.parameter, raw) : raw);
  }
  return parseSettings(next, settings);
}

/** Drafts looked at again under new settings: those that are right by now are taken, fields that are gone are dropped, other problems may read differently. */
function settled(settings: Settings, drafts: readonly (readonly [string, Draft])[]): Settings & Pick<ConfigState, 'drafts'> {
  let now = settings;
  const kept: Record<string, Draft> = {};
  for (const [path, { raw }] of drafts) {
    if (settingAt(now, path) === undefined) continue;
    const result = tried(now, [[path, raw]]);
    if (result.ok) now = result.settings;
    else kept[path] = { raw, problems: result.problems };
  }
  return { ...now, drafts: kept };
}

// ------------------------------------------------------------------------------------------------ comparing

const pairsOfPresets = new WeakMap<Preset, string>();

function pairsOf(preset: Preset): string {
  const pairs = pairsOfPresets.get(preset) ?? settingPairs(preset).join('&');
  pairsOfPresets.set(preset, pairs);
  return pairs;
}

/** What was looked at last: many parts of the page ask about the same settings. */
let last: (Settings & { readonly preset: Preset | undefined }) | null = null;

/** The preset whose settings these are. */
export function matching({ config, landscape }: Settings): Preset | undefined {
  if (last?.config === config && last.landscape === landscape) return last.preset;
  const candidates = PRESETS.filter((preset) => mayBe(preset, config));
  const pairs = candidates.length === 0 ? '' : settingPairs({ config, landscape }).join('&');
  const preset = candidates.find((candidate) => pairsOf(candidate) === pairs);
  last = { config, landscape, preset };
  return preset;
}

/** The preset that the config started from. */
export function basis(state: Pick<ConfigState, 'basedOn'>): Preset {
  return findPreset(state.basedOn) ?? DEFAULT;
}
