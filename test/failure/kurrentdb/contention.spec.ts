import { ConflictError, newId } from '#event-store';
import { describeOnServer } from '#testing/kurrentdb';
import { countOf } from '../support/chance';
import { report } from '../support/report';
import { useStores } from './support/stores';

const WRITERS = 64;
const ATTEMPTS = countOf('OVATION_FAILURE_ATTEMPTS', 10_000);

describeOnServer('one stream with many writers', 'any', (servers) => {
  const stores = useStores();

  it('has one winner for each revision, and tells the others who they lost to', async () => {
    const store = stores.open({ url: await servers.url() });
    const stream = `film-${newId()}`;
    const winners: string[] = [];
    let attempts = 0;
    let conflicts = 0;
    const write = async (): Promise<void> => {
      let last = -1n;
      while (attempts < ATTEMPTS) {
        attempts += 1;
        const id = newId();
        const event = { id, type: 'NoteTaken', data: { attempt: attempts }, metadata: {} };
        try {
          const { revision } = await store.append(stream, last === -1n ? 'no-stream' : last, [event]);
          expect(revision).toBe(last + 1n);
          expect(winners[Number(revision)]).toBeUndefined();
          winners[Number(revision)] = id;
          last = revision;
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          expect(error).toMatchObject({ stream, expected: last === -1n ? 'no-stream' : last });
          expect(BigInt(error.actual)).toBeGreaterThan(last);
          conflicts += 1;
          last = BigInt(error.actual);
        }
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    const stored: string[] = [];
    for await (const { id } of store.readStream(stream)) stored.push(id);
    expect(stored).toStrictEqual(winners);
    expect(stored.length + conflicts).toBe(ATTEMPTS);
    report(
      `${String(WRITERS)} writers on one stream`,
      `${String(ATTEMPTS)} attempts, ${String(stored.length)} won, ${String(conflicts)} conflicts, each typed, no other error`,
    );
  });
});
