/** How busy the page's main thread is: the processor time of its tasks, read off a trace, so that a shared machine's other work does not count. */
import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly cat?: string;
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Thread time, microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly functionName?: string; readonly type?: string; readonly url?: string } };
}

/** The task of the main thread that took most processor time. */
export interface Task {
  /** Milliseconds. */
  readonly ms: number;
  /** What most of it went into, as the browser calls it. */
  readonly into: string;
}

/** By which the page's own thread is known in a trace. */
const MARK = 'grokscope-bench';

/** What a task went into: the three events inside it with most time of their own. */
function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string {
  const end = task.ts + (task.dur ?? 0);
  const own = new Map<string, number>();
  const around: { readonly label: string; readonly end: number }[] = [];
  for (const event of events) {
    const last = event.ts + (event.dur ?? 0);
    if (event === task || event.ts < task.ts || last > end) continue;
    while (around.length > 0 && (around.at(-1)?.end ?? 0) <= event.ts) around.pop();
    const data = event.args?.data;
    const label = [event.name, data?.type ?? data?.functionName].filter((part) => part !== undefined && part !== '').join(' ');
    const outer = around.at(-1);
    if (outer !== undefined) own.set(outer.label, (own.get(outer.label) ?? 0) - (event.tdur ?? 0));
    own.set(label, (own.get(label) ?? 0) + (event.tdur ?? 0));
    around.push({ label, end: last });
  }
  const most = [...own].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
  return most.map(([label, time]) => `${label} ${(time / 1000).toFixed(0)}`).join(', ');
}

/** A task of the main thread, and the marks that were set in it (`performance.mark`). */
export interface Marked {
  /** Milliseconds of processor time. */
  readonly ms: number;
  readonly marks: readonly string[];
  /** What most of it went into. */
  into(): string;
}

/** Traces from now on; the function returned ends it and gives every task of the page's main thread, in their order. @throws Error when the trace is empty. */
export async function traceAll(page: Page): Promise<() => Promise<readonly Marked[]>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'v8', 'blink.user_timing'] },
  });
  return async () => {
    // The browser has pages of its own: ours is the one that leaves its mark.
    await page.evaluate((mark) => performance.mark(mark), MARK);
    const complete = new Promise<{ readonly dataLossOccurred: boolean }>((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    if ((await complete).dataLossOccurred) throw new Error('the trace has holes');
    await session.detach();
    const mains = new Set(events.filter(({ name }) => name === MARK).map(({ pid, tid }) => `${pid}/${tid}`));
    const ours = events.filter(({ pid, tid }) => mains.has(`${pid}/${tid}`)).toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
    const isTask = ({ name }: TraceEvent): boolean => name.endsWith('RunTask');
    const lasting = ours.filter(({ ph }) => ph === 'X');
    const marks = ours.filter(({ cat }) => cat === 'blink.user_timing');
    const tasks = lasting.filter(isTask);
    if (tasks.length === 0) throw new Error('the trace holds no task of the main thread');
    const isIn = (task: TraceEvent, { ts, pid, tid }: TraceEvent): boolean =>
      pid === task.pid && tid === task.tid && ts >= task.ts && ts <= task.ts + (task.dur ?? 0);
    return tasks.map((task) => ({
      ms: (task.tdur ?? 0) / 1000,
      marks: marks.filter((mark) => isIn(task, mark)).map(({ name }) => name),
      into: () =>
        partsOf(
          task,
          lasting.filter((event) => !isTask(event) && isIn(task, event)),
        ),
    }));
  };
}

/** Traces from now on; the function returned ends it and gives the longest task of the page. @throws Error when the trace is empty. */
export async function traceTasks(page: Page): Promise<() => Promise<Task>> {
  const end = await traceAll(page);
  return async () => {
    const tasks = await end();
    const longest = tasks.reduce((most, task) => (task.ms > most.ms ? task : most));
    return { ms: longest.ms, into: longest.into() };
  };
}
