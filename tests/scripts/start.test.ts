/** `npm start` says in one line why it cannot serve. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';

function start(env: Readonly<Record<string, string>>): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}

test.each([
  [{ PORT: 'abc' }, 2, 'PORT=abc: a port is a whole number from 0 to 65535'],
  [{ PORT: '65536' }, 2, 'PORT=65536:'],
  [{ PORT: '-1' }, 2, 'PORT=-1:'],
  [{ PORT: '80.5' }, 2, 'PORT=80.5:'],
  [{ PORT: '0', HOST: 'nowhere.invalid' }, 5, 'HOST=nowhere.invalid PORT=0: '],
  [{ HOST: '203.0.113.7' }, 5, 'HOST=203.0.113.7: '],
])('%j', (env, expected, words) => {
  const { status, stdout, stderr } = start(env);
  expect([status, stdout]).toEqual([expected, '']);
  expect(stderr).toMatch(/^grokscope: [^\n]+\n$/);
  expect(stderr).toContain(words);
});

test('a port that is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = start({ PORT: String(port), HOST: '127.0.0.1' });
  server.close();
  expect(status).toBe(5);
  expect(stderr).toMatch(new RegExp(`^grokscope: PORT=${port}: it is in use on 127\\.0\\.0\\.1[^\n]+\n$`));
});
