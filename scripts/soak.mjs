/**
 * What CI has no time for: the scenarios of test/failure with their full counts, and hours of load on one server.
 *
 *   npm run soak -- [--rounds 1000] [--commands 10000] [--minutes 60] [--rate 300] [--seed N]
 *
 * 0 leaves a part out. Ends with a summary, and with exit code 1 when anything was not as promised.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as moment } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const MEGABYTE = 1024 * 1024;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    commands: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const asked = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));
if (Object.values(asked).some((number) => !Number.isFinite(number) || number < 0)) {
  console.error('Every option of soak is a number from 0.');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'ovation-soak-'));
const figures = join(folder, 'figures.jsonl');
const failed = [];

function heading(text) {
  console.log(`\n== ${text} (${new Date().toISOString()})`);
}

async function runSpec(title, spec, counts) {
  heading(title);
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...flags, '--runTestsByPath', spec], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...counts,
      OVATION_FAILURE_SEED: String(asked.seed),
      OVATION_FAILURE_FIGURES: figures,
    },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) failed.push(title);
}

async function startServer() {
  const child = spawn(
    process.execPath,
    [
      '--unhandled-rejections=strict',
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
      ...['--require', join(ROOT, 'test/failure/support/memory-probe.cjs')],
      join(ROOT, 'dist/apps/api/main.js'),
    ],
    {
      env: {
        PATH: process.env.PATH,
        OVATION_DATA_DIR: join(folder, 'data'),
        PORT: '0',
        // Few enough to be full after a minute: from then on nothing that is kept on purpose grows.
        OVATION_CACHED_FILMS: '100',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /"url":"(http:[^"]+)"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
      if (/"level":[56]0/.test(line)) failed.push(`the server logged ${line}`);
    });
    child.once('exit', () => reject(new Error('The server ended before it answered.')));
  });
  return { child, url, ended: once(child, 'exit') };
}

const ENTRIES_OF_FILM = 40;

/** Commands at a steady rate, a film after the other, with the queries of people who look at them in between. */
async function load(url, until, counts) {
  const post = async (path, body) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(`${path} was answered ${answer.status}: ${text}`);
    counts.commands += 1;
  };
  const get = async (path) => {
    const answer = await fetch(url + path);
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}.`);
    counts.queries += 1;
  };
  const writers = 8;
  const pause = (writers * 1000) / asked.rate;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      let due = performance.now();
      for (let number = 0; Date.now() < until; number += 1) {
        const film = Math.floor(number / ENTRIES_OF_FILM);
        const title = `Film ${writer}-${film}`;
        const path = `/api/films/film-${writer}-${film}-2024`;
        const nth = number % ENTRIES_OF_FILM;
        if (nth === 0) await post('/api/films', { title, year: 2024, directors: ['Nobody'], occurredAt: '2024-07-01' });
        else if (nth % 5 === 0)
          await post(`${path}/offers`, { buyer: `Buyer ${nth}`, rights: { territories: 'Italy, Benelux' } });
        else await post(`${path}/notes`, { text: `Note ${nth} of ${title}.` });
        if (nth % 10 === 3) await get(path);
        if (nth % 10 === 6) await get(`${path}/history`);
        if (nth % 20 === 9) await get('/api/slate?limit=50');
        due += pause;
        const early = due - performance.now();
        if (early > 0) await moment(early);
      }
    }),
  );
}

/** By least squares. @param samples Pairs of hours and megabytes. */
function slope(samples) {
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [hours, sizes] = [mean(samples.map(([x]) => x)), mean(samples.map(([, y]) => y))];
  const over = samples.reduce((sum, [x, y]) => sum + (x - hours) * (y - sizes), 0);
  const under = samples.reduce((sum, [x]) => sum + (x - hours) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

/** Heap that may be added in the second half, in megabytes and as a share: noise, not a leak. */
const NOISE = { megabytes: 8, share: 0.15 };

async function watchMemory() {
  heading(`memory over ${asked.minutes} minutes of load, ${asked.rate} commands a second`);
  const { child, url, ended } = await startServer();
  const begun = Date.now();
  const until = begun + asked.minutes * 60_000;
  const counts = { commands: 0, queries: 0 };
  const samples = [];
  const interval = Math.max(1_000, (asked.minutes * 60_000) / 120);
  let isOver = false;
  const sampling = (async () => {
    while (!isOver) {
      child.send('sample');
      const [memory] = await once(child, 'message');
      const sample = {
        hours: (Date.now() - begun) / 3_600_000,
        rss: memory.rss / MEGABYTE,
        heap: memory.heapUsed / MEGABYTE,
      };
      samples.push(sample);
      if (samples.length % 6 === 1)
        console.log(
          `  ${(sample.hours * 60).toFixed(1)} min: rss ${sample.rss.toFixed(0)} MB, heap ${sample.heap.toFixed(1)} MB, ` +
            `${counts.commands} commands, ${counts.queries} queries`,
        );
      await moment(interval);
    }
  })();
  try {
    await load(url, until, counts);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    isOver = true;
  }
  await sampling;
  child.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) failed.push(`the server ended with ${code}`);
  const half = samples.slice(Math.floor(samples.length / 2));
  const line = (name) => {
    const growth = slope(half.map((sample) => [sample.hours, sample[name]]));
    return `${name} ${samples[0][name].toFixed(0)} MB at first, ${half[0][name].toFixed(0)} half way, ${half.at(-1)[name].toFixed(0)} at the end, slope of the second half ${growth.toFixed(1)} MB/h`;
  };
  const grown = half.at(-1).heap - half[0].heap;
  if (grown > NOISE.megabytes + half[0].heap * NOISE.share) failed.push(`the heap grew by ${grown.toFixed(0)} MB`);
  return `memory: ${asked.minutes} min, ${counts.commands} commands, ${counts.queries} queries; ${line('heap')}; ${line('rss')}`;
}

let memory;
try {
  if (asked.rounds > 0)
    await runSpec(`kill -9, ${asked.rounds} rounds`, 'test/failure/sqlite/kill.spec.ts', {
      OVATION_FAILURE_ROUNDS: String(asked.rounds),
    });
  if (asked.commands > 0)
    await runSpec(`repeated commands, ${asked.commands}`, 'test/failure/process/repeated-commands.spec.ts', {
      OVATION_FAILURE_COMMANDS: String(asked.commands),
    });
  if (asked.minutes > 0) memory = await watchMemory();
} catch (error) {
  failed.push(error.message);
}

heading(`summary, seed ${asked.seed}`);
if (existsSync(figures))
  for (const line of readFileSync(figures, 'utf8').trim().split('\n')) {
    const { scenario, figure, notRun } = JSON.parse(line);
    if (!scenario.endsWith('on the way')) console.log(`  ${scenario}: ${figure ?? `not run, ${notRun}`}`);
  }
if (memory !== undefined) console.log(`  ${memory}`);
for (const what of failed) console.log(`  FAILED: ${what}`);
console.log(failed.length === 0 ? '  Everything is as promised.' : `  ${failed.length} not as promised.`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed.length === 0 ? 0 : 1;
