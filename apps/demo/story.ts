import type { Phase } from '#acquisition/domain';

/** A step of the story: what is said of it, what is sent, and the phase it must lead to. */
export interface Step {
  readonly says: string;
  /** Below `/api/films`; empty registers the film. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly phase: Phase;
}

export const FILM = 'k-pops-2024';

const TIFF = 'Toronto International Film Festival';
const THEATRE = 'Princess of Wales Theatre';
const AURA = 'Aura Entertainment';
const press = (outlet: string, address: string) => ({ kind: 'press', outlet, address });
const CINEMA_DAILY = press(
  'Cinema Daily US',
  'https://cinemadailyus.com/news/aura-entertainmentto-release-anderson-paaks-directorial-debut-k-pops-in-2026/',
);

/** How Anderson .Paak's K-Pops! found its distributor, as it was reported. */
export const STORY: readonly Step[] = [
  {
    says: 'Anderson .Paak has made a film.',
    path: '',
    body: {
      title: 'K-Pops!',
      year: 2024,
      directors: ['Anderson .Paak'],
      companies: ['Live Nation Productions', 'Stampede Ventures', 'EST Studios', 'Big Dummie', 'APESHIT Films'],
      occurredAt: '2024-07-23',
    },
    phase: 'registered',
  },
  {
    says: 'Toronto selects it for its Special Presentations, as a sales title.',
    path: `/${FILM}/selections`,
    body: { festival: TIFF, section: 'Special Presentations', label: 'Sales Title', occurredAt: '2024-07-23' },
    phase: 'selected',
  },
  {
    says: 'The world premiere, at the Princess of Wales Theatre.',
    path: `/${FILM}/screenings`,
    body: {
      festival: TIFF,
      section: 'Special Presentations',
      venue: THEATRE,
      premiere: 'world',
      audience: 'public',
      occurredAt: '2024-09-07',
    },
    phase: 'awaiting acquisition',
  },
  {
    says: 'The house stands and cheers. Nobody buys: an ovation is signal, and decides nothing.',
    path: `/${FILM}/ovations`,
    body: { kind: 'standing', intensity: 'ecstatic', festival: TIFF, venue: THEATRE, occurredAt: '2024-09-07' },
    phase: 'awaiting acquisition',
  },
  {
    says: 'Nine months on: Aura Entertainment acquires the film for the United States. The mandate is worldwide, so this is a part.',
    path: `/${FILM}/deals`,
    body: {
      buyer: AURA,
      rights: { territories: 'US', media: 'all rights' },
      occurredAt: '2025-06-16',
      occurredPrecision: 'week',
      source: CINEMA_DAILY,
    },
    phase: 'partly acquired',
  },
  {
    says: 'A date: the trailer announces 27 February 2026.',
    path: `/${FILM}/release-dates`,
    body: {
      distributor: AURA,
      rights: { territories: 'US', media: 'theatrical' },
      releaseOn: '2026-02-27',
      occurredAt: '2026-01-14',
    },
    phase: 'partly acquired',
  },
  {
    says: 'It opens.',
    path: `/${FILM}/releases`,
    body: {
      distributor: AURA,
      rights: { territories: 'US', media: 'theatrical' },
      occurredAt: '2026-02-27',
      source: press(
        'theGrio',
        'https://thegrio.com/2026/03/06/anderson-paaks-new-film-k-pops-is-reigniting-the-conversation-about-the-ways-black-and-south-korean-culture-blends/',
      ),
    },
    phase: 'released',
  },
];

/** What must be refused once the story is told: a part of it is sold. */
export const DOUBLE_SALE: Omit<Step, 'phase'> = {
  says: 'Somebody wants North America, of which the United States are sold:',
  path: `/${FILM}/deals`,
  body: { buyer: 'Neon', rights: { territories: 'North America', media: 'all rights' } },
};
