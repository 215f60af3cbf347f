/** A Redis server of a test's own, on a free port of this machine, whose data lie in a folder: stopped and started, it has what it had. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';

/** @throws Error: where there is none, the tests fail and say what they need */
function server(): string {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  const found = [process.env['GROKSCOPE_REDIS_SERVER'] ?? '', ...onPath].find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return found;
  throw new Error('These tests need a Redis server: install one (apt-get install redis-server, brew install redis) or name it with GROKSCOPE_REDIS_SERVER');
}

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, 'close');
  return port;
}

export class RedisServer {
  readonly url: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'grokscope-redis-'));
  readonly #port: number;
  #process: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async start(): Promise<RedisServer> {
    const made = new RedisServer(await freePort());
    await made.begin();
    return made;
  }

  async begin(): Promise<void> {
    const args = ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    this.#process = spawn(server(), args, { stdio: 'ignore' });
    const client = this.client();
    await client.ping();
    client.disconnect();
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  /** Waits until it answers. */
  client(): Redis {
    return new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 }).on('error', () => undefined);
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
