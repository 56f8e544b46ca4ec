import { MakeOffer } from '#acquisition/commands';
import { START } from '#event-store';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const MORNING = '2024-09-09T08:00:00.000Z';
const NINE = '2024-09-09T09:00:00.000Z';
const FILMS = 400;
const OFFERS_OF_EACH = 5;
const AT_ONCE = 16;
const LAPSES = FILMS * OFFERS_OF_EACH;
const REQUESTS = 10;
const LONGEST = 180_000;
const AGENT = { user: 'agent', role: 'sales agent' };

it(
  '2,000 offers that are due at once lapse once each, while requests are answered as they come',
  async () => {
    const server = await servers.start({ now: MORNING });
    const { recorder, store } = server.stores;
    const offersOf = async (number: number) => {
      const film = { title: `Film ${String(number)}`, year: 2024, directors: ['Anon'], occurredAt: '2024-01-01' };
      const { slug } = await enter(server, '', film);
      const offers: (string | undefined)[] = [];
      for (let n = 0; n < OFFERS_OF_EACH; n += 1) {
        const details = { buyer: `Buyer ${String(n)}`, rights: { territories: 'US' }, expiresAt: NINE };
        const { events } = await recorder.record(MakeOffer.declaration, new MakeOffer(slug, details, AGENT));
        offers.push(events[0]?.id);
      }
      return { slug, offers };
    };
    const films: Awaited<ReturnType<typeof offersOf>>[] = [];
    for (let first = 0; first < FILMS; first += AT_ONCE) {
      const numbers = Array.from({ length: AT_ONCE }, (_, number) => first + number);
      films.push(...(await Promise.all(numbers.map(offersOf))));
    }

    const lapsed: string[] = [];
    const watched = (async () => {
      for await (const item of store.subscribe({ after: START, signal: AbortSignal.timeout(LONGEST) })) {
        if ('type' in item && item.type === 'OfferLapsed') lapsed.push(item.data['offerId'] as string);
        if (lapsed.length === LAPSES) break;
      }
    })();
    server.clock.moveTo(NINE);
    for (let n = 1; n <= REQUESTS; n += 1) {
      const note = await server.post(`/api/films/${films.at(-n)?.slug ?? ''}/notes`, { text: 'A person comes first.' });
      expect(note.status).toBe(201);
      expect((await server.send('/health/live', { method: 'GET' })).status).toBe(200);
      // Answered while the clock works, not after it.
      expect(lapsed.length).toBeLessThan(LAPSES);
    }
    await watched;
    expect([...lapsed].sort()).toEqual(films.flatMap(({ offers }) => offers).sort());
  },
  LONGEST,
);
