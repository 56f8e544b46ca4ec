import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { RunningServer } from '#apps/api';
import { startServer } from '#apps/api';
import { failureOf, slateInWords } from '#apps/cli';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import { isComplete } from '#acquisition/importing';
import { querySources, slate } from '#acquisition/views';
import type { Configuration } from '#configuration';
import { readConfiguration } from '#configuration';
import { alterAByte } from './alter-a-byte';
import { FILM } from './story';
import { StoryWentWrong, tellStory, tryDoubleSale } from './tell-story';

const CHRONICLE = join(__dirname, '../../../data/films.json');
const MOST_FILMS = 200;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Stores of the demo's own, so that it tells the same story again and again. */
interface Fresh {
  readonly configuration: Configuration;
  /** What its streams are called by where the event store is on a server, on which they stay. */
  readonly namespace?: string;
}

function freshConfiguration(): Fresh {
  const { dataDir, eventStoreUrl } = readConfiguration(process.env);
  mkdirSync(dataDir, { recursive: true });
  const folder = mkdtempSync(join(dataDir, 'demo-'));
  const settings = { LOG_LEVEL: 'warn', ...process.env, OVATION_DATA_DIR: folder, READ_STORE_URL: undefined };
  if (eventStoreUrl.startsWith('sqlite:'))
    return { configuration: readConfiguration({ ...settings, EVENT_STORE_URL: undefined }) };
  const namespace = `demo${Date.now().toString(36)}`;
  const url = `${eventStoreUrl}${eventStoreUrl.includes('?') ? '&' : '?'}namespace=${namespace}`;
  return { configuration: readConfiguration({ ...settings, EVENT_STORE_URL: url }), namespace };
}

/** On the port of the configuration, or, where somebody else has it, on a free one. */
async function start(configuration: Configuration): Promise<RunningServer> {
  try {
    return await startServer(configuration);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    say(`Port ${String(configuration.port)} is in use: a free one is taken.\n`);
    return startServer({ ...configuration, port: 0 });
  }
}

async function importFilms({ stores }: RunningServer, { user, role }: Configuration): Promise<void> {
  const chronicle = readChronicle(await readFile(CHRONICLE, 'utf8'));
  const others = chronicle.films.filter(({ slug }) => slug !== FILM);
  const { store, recorder, clock } = stores;
  const target = { store, directory: recorder.directory, clock, actor: { user, role } };
  const began = performance.now();
  const report = await importChronicle(target, { ...chronicle, films: others }, { file: 'films.json' });
  if (!isComplete(report))
    throw new StoryWentWrong(`The chronicle was not imported: ${report.stopped?.message ?? 'films were refused'}`);
  const { rows, events } = report.counts;
  const kept = rows['kept as note'];
  say(
    `Imported ${String(others.length)} more real films from data/films.json: ${String(rows.recorded + kept)} rows, ${String(events)} events, ` +
      `${String(kept)} facts without an event of their own kept as notes, in ${String(Math.round(performance.now() - began))} ms.\n`,
  );
}

async function showSlate({ stores }: RunningServer, { memoDays, longFormDays }: Configuration): Promise<void> {
  await stores.views?.waitFor(await stores.store.head());
  const sources = querySources({
    store: stores.store,
    db: stores.readStore.db,
    evidence: stores.evidence,
    clock: stores.clock,
    pageLimit: MOST_FILMS,
    cachedFilms: MOST_FILMS,
    memoDays,
    longFormDays,
  });
  say(slateInWords((await slate(sources, { limit: MOST_FILMS })).items));
}

function whereToLook(url: string, dataDir: string, namespace: string | undefined): void {
  const last =
    namespace === undefined
      ? `OVATION_DATA_DIR=${dataDir} npx ovation status "The Substance"`
      : `streams named ${namespace}_film-… on the event store, where they stay`;
  say(`
Look around while it runs:
  ${url}/api/slate                  the slate
  ${url}/api/films/${FILM}      the film's dossier
  ${url}/api/docs                   the reference of the API, to try it in
  ${last}

Stop it with Ctrl-C; then ${dataDir} is removed.`);
}

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

async function demo(once: boolean): Promise<void> {
  const { configuration, namespace } = freshConfiguration();
  try {
    const server = await start(configuration);
    try {
      say(`Ovation answers at ${server.url}, to this machine only.\n`);
      await tellStory(server.url, say);
      await tryDoubleSale(server.url, say);
      await importFilms(server, configuration);
      await showSlate(server, configuration);
      await alterAByte(server, configuration, say);
      if (once) return;
      whereToLook(server.url, relative(process.cwd(), configuration.dataDir), namespace);
      await untilStopped();
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(configuration.dataDir, { recursive: true, force: true });
  }
}

demo(process.argv.includes('--once')).catch((error: unknown) => {
  process.stderr.write(`${failureOf(error).sentence}\n`);
  process.exitCode = 1;
});
