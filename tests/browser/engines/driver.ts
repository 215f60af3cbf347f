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

/** The default preset takes a while without SIMD or threads to spare. */
const PATIENCE_MS = 300_000;

export interface Engine {
  readonly name: string;
  /** Why it cannot be driven here; null where it can. */
  readonly missing: string | null;
  launch(): Promise<Driver>;
}

/** Waits until something is so in the page, by asking again and again. @throws Error where it does not come. */
export async function until(driver: Driver, condition: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await driver.script<boolean>(`return Boolean(${condition})`))) {
    if (performance.now() > end) throw new Error(`it does not come: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
