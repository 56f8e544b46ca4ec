import { openSqliteEventStore } from '#event-store/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmCodec, isFilmStream } from '#acquisition/film-stream';
import { loadSlate } from '../../bench/load/load-slate';
import type { MadeSoFar, SlateWanted } from '../../bench/load/made-slate';
import { makeSlate } from '../../bench/load/made-slate';
import type { MadeAppend } from '../../bench/load/recording';

async function made(wanted: SlateWanted): Promise<{ readonly appends: readonly MadeAppend[]; readonly so: MadeSoFar }> {
  const so: MadeSoFar = { films: 0, events: 0, refused: 0 };
  const appends: MadeAppend[] = [];
  for await (const append of makeSlate(wanted, so)) appends.push(append);
  return { appends, so };
}

describe('a made slate', () => {
  it('is the same for the same seed, to the byte, and another one for another', async () => {
    const inText = async (seed: number) =>
      JSON.stringify((await made({ films: 12, seed })).appends, (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
    const first = await inText(5);
    expect(await inText(5)).toBe(first);
    expect(await inText(6)).not.toBe(first);
  });

  it('asks for nothing that a rule refuses', async () => {
    const { so } = await made({ films: 150, seed: 2 });
    expect(so).toMatchObject({ films: 150, refused: 0 });
    expect(so.lastRefusal).toBeUndefined();
  });

  it('comes to about as many events as were asked for', async () => {
    const { so } = await made({ films: 30, events: 3_000, seed: 3 });
    expect(so.events).toBeGreaterThan(2_400);
    expect(so.events).toBeLessThan(3_600);
  });

  it('is recorded in the order of its story, every event readable, and not beside anything else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ovation-load-'));
    const store = openSqliteEventStore({ file: join(folder, 'log.db') });
    try {
      const wanted = { films: 20, seed: 4 };
      const so = await loadSlate(store, wanted, true);
      const times: string[] = [];
      const types = new Set<string>();
      for await (const event of store.readAll()) {
        times.push(event.recordedAt);
        if (!isFilmStream(event.stream)) continue;
        types.add(filmCodec.decode(event).type);
      }
      expect(times).toHaveLength(so.events);
      expect(times).toStrictEqual(times.toSorted());
      expect(times.at(0)?.slice(0, 4)).toBe('2016');
      for (const type of [
        'FilmRegistered',
        'FilmScreened',
        'OvationReceived',
        'OfferMade',
        'FilmAcquired',
        'FilmReleased',
      ])
        expect(types).toContain(type);
      await expect(loadSlate(store, wanted, true)).rejects.toThrow('Something is recorded there already');
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });
});
