/** The built page in the browsers that are not Chromium, as they are installed: the default preset to its end, every lens, axe. */
import { mkdirSync, writeFileSync } from 'node:fs';
import axe from 'axe-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { unless } from '../../unless.ts';
import { until, type Driver } from './driver.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

/** Asks axe about the page as it stands; returns what it holds against it. Axe answers later than a script returns. */
async function violations(driver: Driver): Promise<readonly string[]> {
  await driver.script(`if (!globalThis.axe) { ${axe.source} }
    globalThis.found = null;
    axe.run(document, { resultTypes: ['violations'] }).then(
      ({ violations }) => { globalThis.found = violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')); },
      (error) => { globalThis.found = ['axe: ' + error]; },
    );`);
  await until(driver, 'globalThis.found');
  return driver.script('return globalThis.found');
}

/** Where GROKSCOPE_PICTURES names a folder, pictures of what was tested lie there. */
async function picture(driver: Driver, name: string): Promise<void> {
  const folder = process.env['GROKSCOPE_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.png`, await driver.screenshot());
}

const click = (selector: string): string => `const found = ${selector}; if (!found) throw new Error('not there'); found.click();`;
const TABS = `[...document.querySelectorAll('.lenses [role=tab]')]`;
const RUN = `[...document.querySelectorAll('button')].find((button) => /^Run/.test(button.textContent.trim()) && !button.disabled)`;
const BLANK = `document.querySelector('#root').childElementCount === 0 || document.body.innerText.trim().length < 200`;

describe.each([firefox, webkit])('$name', ({ name, missing, launch }) => {
  describe('the page', unless(missing), () => {
    let driver: Driver;
    beforeAll(async () => {
      driver = await launch();
      return () => driver.close();
    });

    test('runs the default preset until it groks, whatever the machine offers', async () => {
      await driver.goto(`${inject('pageUrl')}#preset=default&steps=900`);
      await until(driver, `document.querySelector('.lenses [role=tab]') && globalThis.grokscope && ${RUN}`);
      await driver.script(click(RUN));
      await until(driver, `grokscope.status().step > 60`);
      await until(driver, `document.querySelectorAll('svg path, canvas').length > 3`);
      await picture(driver, `${name}-running`);
      await until(driver, `grokscope.status().status === 'finished'`);
      const marks = await driver.script<readonly { kind: string; step: number }[]>('return grokscope.marks()');
      expect(marks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['memorised', 'grokked']));
      await until(driver, `grokscope.curve('train.accuracy').at(-1)[1] > 0.99`);
      await picture(driver, `${name}-finished`);
      expect(await driver.faults()).toEqual([]);
    });

    test('opens every lens on it, and nothing goes blank', async () => {
      const tabs = await driver.script<number>(`return ${TABS}.length`);
      expect(tabs).toBeGreaterThan(3);
      for (let i = 0; i < tabs; i++) {
        await driver.script(
          `const tab = ${TABS}[${i}]; tab.focus(); tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 })); tab.click();`,
        );
        await until(driver, `${TABS}[${i}].getAttribute('aria-selected') === 'true'`);
        await until(driver, `(document.querySelector('[role=tabpanel]:not([hidden])')?.innerText ?? '').trim().length > 40`);
        await picture(driver, `${name}-lens-${i}`);
        await until(driver, `!(${BLANK})`);
        expect(await violations(driver)).toEqual([]);
      }
      expect(await driver.faults()).toEqual([]);
    });

    test('opens the presets by keys, and hides nothing of the page meanwhile', async () => {
      await driver.script(`document.querySelector('.preset-trigger').focus()`);
      await driver.press('ArrowDown');
      await until(driver, `document.querySelectorAll('[role=menu] [role=menuitemradio]').length > 10`);
      await picture(driver, `${name}-presets`);
      expect(await violations(driver)).toEqual([]);
      await driver.press('Escape');
      await until(driver, `document.querySelector('[role=menu]') === null && document.activeElement.className === 'preset-trigger'`);
      expect(await driver.faults()).toEqual([]);
    });

    test('moves a slider by keys', async () => {
      await driver.script(`document.querySelector('[role=slider]').focus()`);
      const before = await driver.script<string>(`return document.activeElement.getAttribute('aria-valuenow')`);
      await driver.press('ArrowRight');
      await until(driver, `document.activeElement.getAttribute('aria-valuenow') !== ${JSON.stringify(before)}`);
      expect(await driver.faults()).toEqual([]);
    });
  });
});
