import { DatabaseSync } from 'node:sqlite';
import { canonical, canonicalJson, canonicalOfText } from '../canonical';
import { collect, newStream } from '../contract';
import { newId } from '../recording';
import { START, type EventStore, type ReadTextOptions, type RecordedText } from '../port';
import { useLogFolder } from './log-folder';

const textsOf = async (store: EventStore, options?: ReadTextOptions): Promise<readonly RecordedText[]> => {
  if (store.readAllText === undefined) throw new Error('This store keeps no text.');
  return (await collect(store.readAllText(options))).flat();
};

describe('the text of events', () => {
  const folder = useLogFolder();
  const anEvent = () => ({
    id: newId(),
    type: 'OfferMade',
    data: { terms: { minor: 17_500_000_69, currency: 'USD' }, buyer: 'A24', rights: [{ to: 2, from: 1 }] },
    metadata: { user: 'mia', role: 'sales agent' },
  });

  it('is stored in canonical form, in which the ledger hashes it', async () => {
    const store = folder.open();
    const event = anEvent();
    await store.append(newStream(), 'no-stream', [event]);
    const texts = await textsOf(store);
    expect(texts.map(({ data, metadata }) => [data, metadata])).toEqual([
      [canonicalJson(event.data), canonicalJson(event.metadata)],
    ]);
    const events = await collect(store.readAll());
    expect(texts.map(canonicalOfText)).toEqual(events.map(canonical));
  });

  it('is told in part, and unchecked for whoever asks for that', async () => {
    const store = folder.open();
    const stream = newStream();
    await store.append(stream, 'no-stream', [anEvent(), anEvent(), anEvent()]);
    await store.close();
    const database = new DatabaseSync(folder.file);
    database.exec(`UPDATE events SET data = '{"cut' WHERE position = 2`);
    database.close();
    const reader = folder.open({ readOnly: true });
    const [first] = await collect(reader.readAll({ limit: 1 }));
    const after = first?.position ?? START;
    await expect(textsOf(reader, { after })).rejects.toMatchObject({ code: 'corrupt' });
    const texts = await textsOf(reader, { after, limit: 1, isUnchecked: true });
    expect(texts.map(({ data, revision }) => [data, revision])).toEqual([['{"cut', 1n]]);
  });
});
