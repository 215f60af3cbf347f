/** What a reader does on the page, visit by visit. */
import type { Locator, Page } from 'playwright-core';

/** One press; what is pressed is found before anything is timed. */
export interface Deed {
  readonly name: string;
  /** What is clicked. */
  readonly on?: (page: Page) => Locator;
  /** The keys that are pressed, behind the click if there is one. */
  readonly keys?: readonly string[];
  /** How long what it began is followed, in milliseconds. */
  readonly rest?: number;
}

export interface Visit {
  readonly hash: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly deeds: readonly Deed[];
}

const LENSES = ['LU landscape', 'Less data', 'Examples', 'Regions'] as const;
const LAPTOP = { width: 1280, height: 720 };
const PHONE = { width: 390, height: 844 };

const click = (name: string, selector: string, nth = 0): Deed => ({ name, on: (page) => page.locator(selector).nth(nth) });
const press = (name: string, ...keys: readonly string[]): Deed => ({ name, keys });
const lens = (label: string, name = `open «${label}»`): Deed => ({ name, on: (page) => page.getByRole('tab', { name: label }), rest: 2500 });
/** The button of the open lens that starts its work. */
const start = (label: string): Deed => ({ name: `start «${label}»`, on: (page) => page.locator('.lens .lens-button').first(), rest: 5000 });
const preset = (nth: number): Deed => ({ name: `choose preset ${nth}`, on: (page) => page.locator('.menu-item').nth(nth), rest: 2000 });

/** Ten keys, downwards: a click on a thumb leaves it where it is, and there is most room below. */
const slide = (name = 'ten keys on a slider', key = 'ArrowLeft'): Deed => ({ ...click(name, '[role=slider]'), keys: Array<string>(10).fill(key) });

const RUN: Deed = { ...click('press Run', '#run'), rest: 3000 };
const NOTHING: Deed = { name: 'nothing, while it trains', rest: 3000 };
const MENU = click('open the presets', '.preset-trigger');

/** A newcomer, who looks at everything before and while the default runs. */
const newcomer: readonly Deed[] = [
  MENU,
  press('close them', 'Escape'),
  press('open the help', '?'),
  press('close it', 'Escape'),
  ...LENSES.map((label) => lens(label, `open «${label}» before a run`)),
  RUN,
  NOTHING,
  ...LENSES.map((label) => lens(label)),
  press('open the help while it trains', '?'),
  press('close it', 'Escape'),
  click('fold the lenses up', '.lenses-bar .icon-button'),
  click('unfold them', '.lenses.folded .icon-button'),
];

/** Somebody who moves what can be moved. */
const tinkerer: readonly Deed[] = [
  RUN,
  slide(),
  { ...click('type a number', 'input[inputmode=decimal]'), keys: ['4', '1', 'Enter'] },
  click('unfold more fields', '.more'),
  ...[0, 1, 2, 3, 4].map((nth) => click(`fold or unfold group ${nth}`, '.group > h2 > button', nth)),
  { name: 'the step axis, linear', on: (page) => page.getByRole('radio', { name: 'linear' }).locator('..') },
  click('the theme', 'header .tools button', 2),
  click('the other language', 'button.language'),
  { ...press('another run', 'r'), rest: 3000 },
  MENU,
  preset(1),
  RUN,
  MENU,
  preset(9),
  RUN,
];

/** Runs of other kinds, with the lens that works hardest at each. */
const landscape: readonly Deed[] = [RUN, lens('LU landscape'), start('LU landscape'), lens('Less data'), start('Less data'), lens('Examples')];
/** The finest landscape there is: 492 points, planned anew with every change of the settings. */
const map: readonly Deed[] = [
  lens('LU landscape'),
  slide(),
  start('LU landscape'),
  slide('ten keys while it is made', 'ArrowRight'),
  lens('Less data'),
  slide('ten keys beside «Less data»'),
];
const images: readonly Deed[] = [lens('Regions'), RUN, NOTHING, lens('Examples'), lens('Regions', 'open «Regions» again')];
const phone: readonly Deed[] = [click('open the settings', '.sheet-button'), click('close them', '.sheet .icon-button'), RUN, NOTHING, MENU];

/** Eight seeds beside each other, of 5,000 steps, the last of them while they are compared. */
const EIGHT = 8;
const another = (rest: number): readonly Deed[] => [
  { ...press('another seed', 'n'), rest: 300 },
  { ...click('press Run', '#run'), rest },
];
const eight: readonly Deed[] = [
  { ...RUN, rest: 5000 },
  ...Array.from({ length: EIGHT - 2 }, () => another(5000)).flat(),
  lens('Compare'),
  click('group them', '.compare-choice input'),
  ...another(300),
  { ...NOTHING, rest: 1500 },
  click('sort by a heading', '.compare-table thead button', 2),
  click('bring one to the front', '.compare-name'),
  click('hide one', '.compare .bench-tool'),
  { name: 'the step axis, linear', on: (page) => page.getByRole('radio', { name: 'linear' }).locator('..') },
];

export const VISITS: Readonly<Record<string, Visit>> = {
  newcomer: { hash: '#preset=default&steps=100000', size: LAPTOP, deeds: newcomer },
  tinkerer: { hash: '#preset=default&steps=100000', size: LAPTOP, deeds: tinkerer },
  landscape: { hash: '#preset=lu-teacher-student', size: LAPTOP, deeds: landscape },
  map: { hash: '#preset=lu-teacher-student&landscape.alphaCount=41&landscape.sizes=12', size: LAPTOP, deeds: map },
  images: { hash: '#preset=digits-alpha-8', size: LAPTOP, deeds: images },
  eight: { hash: '#preset=default&task.p=13&model.width=16&model.ffn=16&probes.localComplexity.points=8&steps=5000', size: LAPTOP, deeds: eight },
  phone: { hash: '#preset=default&steps=100000', size: PHONE, deeds: phone },
};
