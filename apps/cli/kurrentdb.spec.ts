import { join } from 'node:path';
import { newId } from '#event-store';
import { describeOnServer } from '#testing/kurrentdb';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

/** Events of the chronicle. */
const IMPORTED = 238;

interface Copy {
  readonly copied: number;
  readonly events: number;
}

describeOnServer('the command line on KurrentDB', 'any', (servers) => {
  let line: CommandLine;
  let url: string;
  beforeAll(async () => {
    url = `${await servers.url()}&namespace=cli${newId().replaceAll('-', '')}`;
    line = await openCommandLine({ EVENT_STORE_URL: url });
  });
  afterAll(() => line.end());

  it('imports, also while a server runs, whose views show it', async () => {
    expect(await line.json('status')).toEqual([]);
    await line.serve();
    const { exitCode, out } = await line.run('import', FILMS);
    expect([exitCode, out]).toEqual([EXIT.ok, expect.stringContaining(`${String(IMPORTED)} events recorded`)]);
    const head = (await line.json('views', 'list')) as readonly { readonly events: number }[];
    expect(head.length).toBeGreaterThan(4);
    expect(await line.json('status')).toHaveLength(33);
    expect(await line.json('import', FILMS)).toMatchObject({ counts: { events: 0 } });
    expect(await line.stop()).toBe(0);
  });

  it('goes home, where it reads the same', async () => {
    const home = `sqlite:${join(line.folder, 'home.db')}`;
    const copy = (await line.json('copy', '--from', url, '--to', home)) as Copy;
    // With the claims of slugs, and the checkpoints that the ledger has signed by then.
    expect(copy.copied).toBeGreaterThanOrEqual(IMPORTED + 33);
    expect(copy.events).toBe(copy.copied);
    const read = async (settings: Readonly<Record<string, string>>) =>
      (await line.runWith(settings, 'history', 'K-Pops!')).out;
    expect(await read({ EVENT_STORE_URL: home })).toBe(await read({}));
  });

  it('says that the server cannot be reached, or does not let it in, and keeps the password', async () => {
    const unreachable = await line.runWith(
      { EVENT_STORE_URL: 'kurrentdb://admin:secret@127.0.0.1:1?tls=false' },
      'status',
    );
    expect(unreachable.exitCode).toBe(EXIT.environment);
    expect(unreachable.err).toMatch(/^The event store cannot be reached: check that it runs/);
    expect(unreachable.err).not.toContain('secret');
  });
});
