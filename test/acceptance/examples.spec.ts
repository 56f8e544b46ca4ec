import { filmCommands } from '#acquisition/commands';
import type { Server } from '#testing/http';
import { enter, serversFor, upload } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
/** Before any of the examples. */
const EARLIER = '2024-01-02';

/** Ids that examples of some commands need, made as late as they are needed and not touched by the others. */
function prerequisites(server: Server) {
  const offer = async (territories: string) =>
    (await enter(server, `${FILM}/offers`, { buyer: 'Neon', rights: { territories }, occurredAt: EARLIER })).id;
  const deal = async (territories: string) =>
    (await enter(server, `${FILM}/deals`, { buyer: 'Neon', rights: { territories }, occurredAt: EARLIER })).id;
  const mandate = async () =>
    (
      await enter(server, `${FILM}/mandates`, {
        agent: 'CAA',
        rights: { territories: 'Worldwide' },
        occurredAt: EARLIER,
      })
    ).id;
  return { offer, deal, mandate };
}

/** What must be there for the example of a command to be right: ids for its path, fields in place of placeholders. */
type Scene = (server: Server) => Promise<{ readonly ids?: Readonly<Record<string, string>>; readonly body?: object }>;

const onOffer: Scene = async (server) => ({ ids: { offerId: await prerequisites(server).offer('Italy') } });
const onDeal: Scene = async (server) => ({ ids: { dealId: await prerequisites(server).deal('Italy') } });
const onEntry =
  (field: string): Scene =>
  async (server) => ({
    body: { [field]: (await enter(server, `${FILM}/screenings`, { venue: 'Roy Thomson Hal' })).id },
  });

const SCENES: Readonly<Record<string, Scene>> = {
  ReinstateFilm: async (server) => {
    await enter(server, `${FILM}/withdrawals`, { occurredAt: EARLIER });
    return {};
  },
  EndMandate: async (server) => ({ ids: { mandateId: await prerequisites(server).mandate() } }),
  RaiseOffer: onOffer,
  CounterOffer: onOffer,
  ApproveOffer: onOffer,
  KeepOfferConfidential: onOffer,
  AcceptOffer: onOffer,
  DeclineOffer: onOffer,
  WithdrawOffer: onOffer,
  ReleaseReservation: async (server) => {
    const { ids = {} } = await onOffer(server);
    await enter(server, `${FILM}/offers/${ids['offerId'] ?? ''}/accept`, { occurredAt: EARLIER });
    return { ids };
  },
  ExecuteLongForm: onDeal,
  AmendDeal: onDeal,
  RescindDeal: onDeal,
  RevertRights: onDeal,
  AcceptDelivery: onDeal,
  OpenDispute: async (server) => ({ body: { dealIds: [await prerequisites(server).deal('Italy')] } }),
  SettleDispute: async (server) => {
    const dealIds = [await prerequisites(server).deal('Italy')];
    const { id } = await enter(server, `${FILM}/disputes`, {
      dealIds,
      about: 'Italy, all rights',
      occurredAt: EARLIER,
    });
    return { ids: { disputeId: id } };
  },
  CorrectEntry: onEntry('corrects'),
  RetractEntry: onEntry('retracts'),
  AttachEvidence: async (server) => {
    const { body } = await onEntry('entry')(server);
    return { body: { ...body, sha256: await upload(server, 'Signed.') } };
  },
};

it.each(filmCommands.map((command) => [command.name, command] as const))(
  'takes the example of %s',
  async (name, command) => {
    const { path, example } = command.declaration;
    const server = await servers.start({ now: '2026-06-01T09:00:00.000Z' });
    await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-01-01' });
    const { ids = {}, body = {} } = (await SCENES[name]?.(server)) ?? {};
    const filled = path.replace(/:(\w+)/g, (_, id: string) => ids[id] ?? `no-${id}`);
    const as = { 'x-ovation-user': 'head of sales', 'x-ovation-role': 'executive' };
    const answer = await server.post(`/api/films${FILM}/${filled}`, { ...example, ...body }, as);
    expect([answer.status, answer.body['detail']]).toEqual([201, undefined]);
  },
);
