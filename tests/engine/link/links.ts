/** Links to try: settings near presets, and what happens to links on their way. */
import fc from 'fast-check';
import { idsOf } from '../../../src/engine/config/config.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { liveFields } from '../../../src/engine/config/live.ts';
import { optionFields, parseSettings, withSetting, type Settings } from '../../../src/engine/config/settings.ts';
import type { Link } from '../../../src/engine/link/link.ts';
import { readLink } from '../../../src/engine/link/read.ts';
import type { Parameter, Value } from '../../../src/engine/parameters.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { describeProblem } from '../../../src/engine/problem.ts';
import type { Change } from '../../../src/engine/run/change.ts';

export function read(hash: string): Link {
  const found = readLink(hash);
  if (!found.ok) throw new Error(`${hash}: ${found.problems.map((problem) => describeProblem(problem, 'en')).join('; ')}`);
  return found.link;
}

/** A value of a parameter, x of the way through. */
function valueOf(parameter: Parameter, x: number): Value {
  if (parameter.kind === 'flag') return x > 0.5;
  if (parameter.kind === 'choice') return parameter.choices[Math.floor(x * (parameter.choices.length - 1e-9))]?.value ?? '';
  if (parameter.kind === 'line') return parameter.suggestions[Math.floor(x * (parameter.suggestions.length - 1e-9))] ?? '';
  const { min, max } = parameter;
  return parameter.integer === true ? Math.round(min + x * (max - min)) : min + x * (max - min);
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Any valid settings near a preset, other entries included: a value here and there, as long as the whole stays valid. */
const anySettings: fc.Arbitrary<Settings> = fc.constantFrom(...PRESETS).chain(({ config, landscape }) =>
  fc.array(fc.tuple(share, share), { maxLength: 6 }).map((changes) =>
    changes.reduce<Settings>(
      (current, [which, x]) => {
        const all = [...fields(idsOf(current.config)), ...optionFields];
        const { path, parameter } = all[Math.floor(which * (all.length - 1e-9))] as (typeof all)[number];
        const parsed = parseSettings(withSetting(current, path, valueOf(parameter, x)));
        return parsed.ok ? parsed.settings : current;
      },
      { config, landscape },
    ),
  ),
);

const changesOf = ({ config }: Settings): fc.Arbitrary<Change[]> =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(...liveFields(config)), share), { maxLength: 3 }).map((all) => {
    const bySteps = new Map(all.map(([step, { path, parameter }, x]) => [step, { step, patch: { [path]: valueOf(parameter, x) as number } }]));
    return [...bySteps.values()].toSorted((a, b) => a.step - b.step);
  });

export const anyLink: fc.Arbitrary<Link> = anySettings.chain((settings) =>
  fc.record({
    settings: fc.constant(settings),
    changes: changesOf(settings),
    basedOn: fc.constantFrom(...PRESETS.map(({ id }) => id)),
    kernels: fc.constantFrom('exact', 'fastest'),
    axis: fc.constantFrom('linear', null),
    language: fc.constantFrom('ja', 'en', null),
    lens: fc.constantFrom('examples', 'data-size', null),
    beside: fc.subarray(['no-decay', 'small-init', 'mlp-fast', 'large-start'], { maxLength: 3 }),
    at: fc.oneof(fc.constant(null), fc.nat(1_000_000)),
  }),
);

type Way = (link: string) => string;

/** What programs make of the link itself. */
export const REWRITTEN: Readonly<Record<string, Way>> = {
  'as it is': (link) => link,
  'encoded again': (link) => link.replaceAll('%', '%25'),
  'encoded twice more': (link) => link.replaceAll('%', '%2525'),
  decoded: (link) => decodeURIComponent(link),
  'with pluses for spaces': (link) => link.replaceAll('%20', '+'),
  'in HTML': (link) => link.replaceAll('&', '&amp;'),
  'in HTML twice': (link) => link.replaceAll('&', '&amp;amp;'),
  'encoded as a whole': (link) => `#${encodeURIComponent(link.slice(1))}`,
};
export const TRACKED: readonly string[] = [
  '',
  '&utm_source=chat&utm_medium=x',
  '?fbclid=IwAR0_abc-1',
  '&amp;gclid=1',
  '&',
  '?utm_campaign=a%26b',
  '&ref=t.co&si=Zz',
];
export const BEHIND: readonly string[] = [
  '',
  '.',
  ')',
  ').',
  '>',
  '%3E',
  ',',
  '。',
  '」',
  '**',
  '”)',
  '…',
  '!',
  '"><b>',
  '|here>',
  '。これを見て',
  ' and so on',
  '.+This+is+it',
  '%20and%20so+on',
];

/** Signs between parts and within them, encoded or not. */
const around = (link: string, space: string): string => link.replaceAll(/(?:&|%(?:25)*26)(?:amp(?:;|%3B))*|;|=/gi, `${space}$&${space}`);

/** What chat programs and hands make of a link, one upon another in any order. */
export const MANGLED: Readonly<Record<string, Way>> = {
  ...REWRITTEN,
  'encoded & and =': (link) => link.replaceAll('&', '%26').replaceAll(/(?<==.*)=/gs, '%3D'),
  'encoded &': (link) => link.replaceAll('&', '%26'),
  'encoded signs all': (link) => link.replaceAll('&', '%26').replaceAll('=', '%3D'),
  semicolons: (link) => link.replaceAll(/&(?!amp;)/gi, ';'),
  'spaces around signs': (link) => around(link, ' '),
  'encoded spaces around signs': (link) => around(link, '%20'),
  'pluses around signs': (link) => around(link, '+'),
  'in capitals': (link) => link.toUpperCase(),
  'a bracket in the middle': (link) => link.replace(/&|;|%26/, ')$&'),
  'brackets behind every part': (link) => link.replaceAll('&', ').&'),
  'a fragment behind': (link) => `${link}#top`,
  'an encoded fragment behind': (link) => `${link}%23top`,
  'a route': (link) => link.replace(/^#?/, '#/'),
  'a route with a bang': (link) => link.replace(/^#?/, '#!'),
  'a tracker behind': (link) => `${link}&utm_source=chat`,
  'another tracker behind': (link) => `${link}?fbclid=IwAR0_abc-1`,
  'a bracket behind': (link) => `${link})`,
  'a sentence behind': (link) => `${link}. This is it`,
};
