import type { Server } from '#testing/http';
import { enter } from '#testing/http';

/** A film, screened and cheered. @returns The id of the ovation. */
export async function cheered(server: Server): Promise<string> {
  const { slug } = await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'] });
  await enter(server, `/${slug}/screenings`, { venue: 'Princess of Wales Theatre', festival: 'TIFF' });
  return (await enter(server, `/${slug}/ovations`, { kind: 'standing' })).id;
}

export interface SignedNow {
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

/** A checkpoint of all that is recorded. */
export async function signed(server: Server): Promise<SignedNow> {
  const answer = await server.post('/api/ledger/checkpoints');
  if (answer.status !== 201) throw new Error(`No checkpoint was signed: ${answer.text}`);
  return answer.body as unknown as SignedNow;
}

export interface Verified {
  readonly status: string;
  readonly verdict: {
    readonly isIntact: boolean;
    readonly findings: readonly { readonly code: string; readonly message: string }[];
  };
}

/** Lets a server verify everything, and answers what came out. */
export async function verified(server: Server, body: object = {}): Promise<Verified> {
  // The one of the start may be under way.
  await server.stores.ledger?.verification.start({ isQuick: true });
  const begun = await server.post('/api/audit/verify', body);
  if (begun.status !== 202) throw new Error(`Nothing is verified: ${begun.text}`);
  for (;;) {
    const status = (await server.get('/api/audit/verify')).body as unknown as Verified;
    if (status.status !== 'running') return status;
  }
}
