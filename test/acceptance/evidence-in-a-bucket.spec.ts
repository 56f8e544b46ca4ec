import { join } from 'node:path';
import { bringEvidenceBack, bringEvidenceBeside, openEvidence } from '#apps/api';
import { enter, serversFor, upload } from '#testing/http';
import { describeOnGateway } from '#testing/s3';
import { until } from '#testing';

const servers = serversFor();
const FILM = '/k-pops-2024';
const LONGEST_MS = 20_000;
const MEMO = 'A24 takes the United States, all rights. Signed.';

interface Verdict {
  readonly isIntact: boolean;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
}

describeOnGateway('documents that lie in a bucket', (gateway) => {
  it('are kept, attached, given back and verified there, and found altered', async () => {
    const url = await gateway().makeBucket('films');
    const server = await servers.start({ environment: { EVIDENCE_STORE_URL: url } });
    await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
    const { id } = await enter(server, `${FILM}/notes`, { text: 'They take it.' });
    const sha256 = await upload(server, MEMO);
    await enter(server, `${FILM}/evidence`, { entry: id, name: 'memo.txt', sha256 });

    expect((await server.get(`/api/evidence/${sha256}`)).text).toBe(MEMO);
    const shown = async () => (await server.get(`/api/films${FILM}/evidence`)).body['items'];
    expect(await shown()).toMatchObject([{ sha256, name: 'memo.txt', state: 'ok' }]);
    const verdict = async (): Promise<Verdict> => {
      expect((await server.post('/api/audit/verify', {})).status).toBe(202);
      return until(
        () => 'a verdict',
        LONGEST_MS,
        async () => {
          const { body } = await server.get('/api/audit/verify');
          return body['status'] === 'running' ? undefined : (body['verdict'] as Verdict);
        },
      );
    };
    expect(await verdict()).toMatchObject({ isIntact: true, findings: [] });

    const { host, pathname } = new URL(url);
    await gateway().send(`http://${host}${pathname}/${sha256}`, { method: 'PUT', body: MEMO.replace('A24', 'B24') });
    expect(await shown()).toMatchObject([{ sha256, state: 'altered' }]);
    expect((await server.get(`/api/evidence/${sha256}`)).status).toBe(500);
    const { isIntact, findings } = await verdict();
    expect([isIntact, findings.map(({ message }) => message)]).toEqual([
      false,
      [expect.stringContaining('memo.txt') as string],
    ]);
  });

  it('are brought beside a backup, and back into a bucket that has lost them', async () => {
    const lost = await gateway().makeBucket('films');
    const server = await servers.start({ environment: { EVIDENCE_STORE_URL: lost } });
    const sha256 = await upload(server, MEMO);
    expect(await bringEvidenceBeside({ evidenceStoreUrl: lost }, server.folder)).toMatchObject({
      copied: 1,
      altered: [],
    });
    const evidenceStoreUrl = await gateway().makeBucket();
    const backup = join(server.folder, 'ovation-backup.db');
    expect(await bringEvidenceBack({ evidenceStoreUrl }, backup)).toMatchObject({ copied: 1, altered: [] });
    const bucket = openEvidence({ evidenceStoreUrl, evidenceLimit: MEMO.length }, { readOnly: true });
    expect(await bucket.check(sha256)).toBe('ok');
  });
});
