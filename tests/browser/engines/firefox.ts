/** Firefox as it is installed, over WebDriver BiDi. */
import { existsSync } from 'node:fs';
import { launch, type ConsoleMessage, type KeyInput } from 'puppeteer-core';
import type { Engine } from './driver.ts';

const PLACES = [process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const path = PLACES.find((place) => place !== undefined && existsSync(place));

/** So Firefox calls it that a worker is ended while its program is still on its way, as where lenses are gone through quickly: nothing was thrown. */
const ENDED = 'Error: uncaught exception: undefined';

export const firefox: Engine = {
  name: 'Firefox',
  missing: path === undefined ? 'no Firefox: npm run test:browsers installs one, FIREFOX_PATH names one' : null,
  async launch() {
    if (path === undefined) throw new Error('no Firefox');
    const browser = await launch({
      browser: 'firefox',
      executablePath: path,
      headless: true,
      // The window's own size: an emulated one brings its orientation along, a command that not every Firefox knows.
      defaultViewport: null,
      args: ['--width=1440', '--height=900'],
      protocolTimeout: 120_000,
    });
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => {
      if (String(error) !== ENDED) faults.push(`uncaught: ${String(error)}`);
    });
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    return {
      goto: async (url) => void (await page.goto(url)),
      script: (body) => page.evaluate(`(() => { ${body} })()`) as Promise<never>,
      press: (key) => page.keyboard.press(key as KeyInput),
      screenshot: async () => Buffer.from(await page.screenshot()),
      faults: () => Promise.resolve(faults),
      close: () => browser.close(),
    };
  },
};
