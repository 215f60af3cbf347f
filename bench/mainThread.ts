/** How busy the page's main thread is: the processor time of its tasks, read off a trace, so that a shared machine's other work does not count. */
import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Thread time, microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Traces from now on; the function returned ends it and gives the most processor time of one task, in milliseconds. @throws Error when the trace is empty. */
export async function traceTasks(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const mains = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`));
    const tasks = events.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && mains.has(`${pid}/${tid}`));
    if (tasks.length === 0) throw new Error('the trace holds no task of the main thread');
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
  };
}
