/** What the tests need of a browser that is not Chromium, over whatever protocol it speaks. */
export interface Driver {
  /** Opens an address, with what goes wrong on the page being kept from then on. */
  goto(url: string): Promise<void>;
  /** Runs the body of a function in the page; returns what it returns, as JSON. */
  script<T>(body: string): Promise<T>;
  /** Presses a key, by its WebDriver name, wherever the focus is. */
  press(key: string): Promise<void>;
  /** A picture of the window, as PNG. */
  screenshot(): Promise<Buffer>;
  /** Uncaught errors and what stands on the console as an error. */
  faults(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Why it cannot be driven here; null where it can. */
  readonly missing: string | null;
  launch(): Promise<Driver>;
}

/** Waits until something is so in the page, by asking again and again. @throws Error after `ms`. */
export async function until(driver: Driver, condition: string, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!(await driver.script<boolean>(`return Boolean(${condition})`))) {
    if (performance.now() > end) throw new Error(`not within ${ms / 1000} s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
