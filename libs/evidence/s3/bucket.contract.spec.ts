import { describeOnGateway } from '#testing/s3';
import { evidenceStoreContract, inPieces, listed, type EvidenceSubject } from '../contract';
import { openEvidenceBucket } from './bucket-store';
import type { BucketPlace } from './bucket-url';
import { readBucketUrl } from './bucket-url';

const LIMIT = 300_000;
const memo = Buffer.from('Signed.');
const NOWHERE = 'a'.repeat(64);

describeOnGateway('documents in a bucket', (gateway) => {
  const placeOf = (url: string): BucketPlace => {
    const place = readBucketUrl(url);
    if (place === undefined) throw new Error(`${url} is no URL of a bucket.`);
    return place;
  };
  const urlOf = ({ endpoint, bucket, prefix }: BucketPlace, name = ''): string =>
    `${endpoint}/${bucket}/${name === '' ? '' : prefix}${name}`;

  /** In a new bucket, beside something that is no document. */
  async function subject(prefix = ''): Promise<EvidenceSubject & { readonly place: BucketPlace }> {
    const place = placeOf(await gateway().makeBucket(prefix));
    await gateway().send(`${urlOf(place)}read-me`, { method: 'PUT', body: 'Documents of films.' });
    return {
      place,
      store: openEvidenceBucket({ place, limit: LIMIT }),
      limit: LIMIT,
      again: () => openEvidenceBucket({ place, limit: LIMIT, readOnly: true }),
      alter: async (sha256, bytes) => {
        await gateway().send(urlOf(place, sha256), { method: 'PUT', body: new Uint8Array(bytes) });
      },
      remove: async (sha256) => {
        await gateway().send(urlOf(place, sha256), { method: 'DELETE' });
      },
      everything: async () =>
        [...(await gateway().send(urlOf(place))).matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key),
    };
  }

  evidenceStoreContract(() => subject('films/2024'));

  it('lists more documents than the server tells at once', async () => {
    const { store, place } = await subject('films');
    const names = Array.from({ length: 1_005 }, (_, n) => n.toString(16).padStart(64, '0'));
    for (let first = 0; first < names.length; first += 50)
      await Promise.all(
        names.slice(first, first + 50).map((name) => gateway().send(urlOf(place, name), { method: 'PUT', body: 'x' })),
      );
    expect(await listed(store)).toEqual(names);
    expect(await listed(store, names[1_001])).toEqual(names.slice(1_002));
  }, 120_000);

  it('keeps nothing where it only reads', async () => {
    const { again, everything } = await subject();
    await expect(again().put(inPieces(memo))).rejects.toMatchObject({ code: 'read-only' });
    expect(await everything()).toEqual(['read-me']);
  });

  it('tells a bucket that is not there from a document that is not, and what to do', async () => {
    const place = { ...placeOf(await gateway().makeBucket()), bucket: 'no-such-bucket' };
    const store = openEvidenceBucket({ place, limit: LIMIT });
    const missing = {
      code: 'unavailable',
      message: expect.stringMatching(/no bucket at s3:.*\/no-such-bucket: make it/) as string,
    };
    await expect(store.check(NOWHERE)).rejects.toMatchObject(missing);
    await expect(store.find(NOWHERE)).rejects.toMatchObject(missing);
    await expect(store.put(inPieces(memo))).rejects.toMatchObject(missing);
    await expect(listed(store)).rejects.toMatchObject(missing);
  });

  it('says that a key is not known there, and does not tell it', async () => {
    const { place } = await subject();
    const store = openEvidenceBucket({ place: { ...place, accessKeyId: 'unknown' }, limit: LIMIT });
    for (const ask of [() => store.check(NOWHERE), () => store.put(inPieces(memo)), () => listed(store)]) {
      const error = await ask().then(
        () => undefined,
        (thrown: unknown) => thrown as Error,
      );
      expect(error).toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/may not be read \(403/) as string,
      });
      expect(error?.message).not.toContain(place.secretAccessKey);
    }
  });

  it('may not write with a key that may only read', async () => {
    const { place } = await subject();
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: [`arn:aws:s3:::${place.bucket}/*`] },
      ],
    };
    await gateway().send(`${urlOf(place)}?policy`, { method: 'PUT', body: JSON.stringify(policy) });
    const store = openEvidenceBucket({ place, limit: LIMIT });
    await expect(store.put(inPieces(memo))).rejects.toMatchObject({ code: 'read-only' });
    expect(await store.check(NOWHERE)).toBe('missing');
  });

  it('says that there is no room', async () => {
    const { store } = await subject();
    await store.put(inPieces(memo));
    await gateway().limitObjects(2);
    await expect(store.put(inPieces(Buffer.from('Another.')))).rejects.toMatchObject({ code: 'full' });
    await gateway().limitObjects(-1);
  });

  // The last: nothing answers after it.
  it('says that the server cannot be reached, and keeps nothing on the way', async () => {
    const { store } = await subject();
    await gateway().kill();
    for (const ask of [() => store.check(NOWHERE), () => store.put(inPieces(memo)), () => store.open(NOWHERE)])
      await expect(ask()).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/cannot be reached/) as string,
      });
  });
});
