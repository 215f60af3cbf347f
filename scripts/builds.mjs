/**
 * Builds that nothing takes away while somebody uses them: each lies in a folder named by what it is built from, is made beside it and then
 * renamed. What nobody uses any more goes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { die, dieOf, systemLine } from './fault.mjs';
import { ROOT } from './install.mjs';

const KINDS = {
  page: { config: 'vite.config.ts', from: ['index.html', 'src', 'data', 'NOTICE.md', 'LICENSE'] },
  cli: { config: 'vite.cli.config.ts', from: ['src/engine', 'src/cli', 'data', 'package.json'] },
};
const ALWAYS = ['scripts', 'package-lock.json', 'tsconfig.base.json'];

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesOf(join(path, name)));
}

/** A name for the contents of files. */
export function keyOf(root, names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesOf(join(root, name))))
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Users of a build are processes, each a file named by its id. */
const usersOf = (folder) => (existsSync(`${folder}.users`) ? readdirSync(`${folder}.users`) : []);

/** As `recursive` does; but that calls a read-only file system a folder that is not there. */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

/** Removes builds of a kind that nobody uses, and what a build that was interrupted left. */
function sweep(home, kind, kept) {
  for (const name of readdirSync(home)) {
    const folder = join(home, name);
    const [, owner] = /\.(\d+)$/.exec(name) ?? [];
    const used = owner === undefined ? usersOf(folder).some((pid) => alive(Number(pid))) : alive(Number(owner));
    if (!name.startsWith(`${kind}-`) || name.endsWith('.users') || folder === kept || used) continue;
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${folder}.users`, { recursive: true, force: true });
  }
}

/**
 * The folder of a build of these contents, made where there is none. This process is its user until it ends.
 * @param make writes the build into the folder it is given
 */
export function buildOf(home, kind, key, make) {
  const folder = join(home, `${kind}-${key}`);
  if (!existsSync(folder)) {
    const own = `${folder}.${process.pid}`;
    makeFolder(own);
    make(own);
    try {
      renameSync(own, folder);
    } catch (error) {
      // Another process was faster: its build is the same.
      if (!existsSync(folder)) throw error;
      rmSync(own, { recursive: true, force: true });
    }
  }
  try {
    makeFolder(`${folder}.users`);
    writeFileSync(join(`${folder}.users`, String(process.pid)), '');
    sweep(home, kind, folder);
  } catch (error) {
    // A checkout that cannot be written to is not swept by anyone.
    if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
  }
  return folder;
}

/** Runs `vite build`. Where it fails the program ends: with one line where it was the system that refused. */
export function viteBuild(args, failed = () => undefined) {
  const command = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const output = `${stdout ?? ''}${stderr ?? ''}`;
  if (status === 0) return void process.stderr.write(output);
  failed();
  const line = error?.message ?? systemLine(output);
  if (line !== null && line !== undefined) die(`the build failed: ${line}`, 5);
  process.stderr.write(output);
  die('the build failed; what it says stands above');
}

/** @returns the folder of the page's or the command line's build as the sources are now */
export function built(kind) {
  const { config, from } = KINDS[kind];
  try {
    const home = join(ROOT, 'dist/builds');
    return buildOf(home, kind, keyOf(ROOT, [...from, ...ALWAYS, config]), (to) =>
      viteBuild(['--config', config, '--outDir', to], () => rmSync(to, { recursive: true, force: true })),
    );
  } catch (error) {
    dieOf(error, 'the build cannot be written: ');
  }
}
