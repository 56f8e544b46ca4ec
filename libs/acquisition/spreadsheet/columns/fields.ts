/** What a column may say. */
export interface FieldOfRow {
  /** As `--map` names it. */
  readonly field: string;
  /** For the sheet of a template that explains the columns. */
  readonly says: string;
  /** Headers that mean it, as `headerKey` writes them; the first is that of the template. */
  readonly headers: readonly string[];
  /** What the template has as an example. */
  readonly example: string;
}

/** Every field, in the order of the template. */
export const FIELDS = [
  {
    field: 'film',
    says: 'Title of the film, in every row.',
    headers: ['film', 'title', 'film title', 'project', 'picture', 'movie', 'name of film', 'titel', 'titre'],
    example: 'The Long Night',
  },
  {
    field: 'year',
    says: 'Year of the film: needed where two have the same title, and to register one.',
    headers: ['year', 'production year', 'year of production', 'prod year'],
    example: '2024',
  },
  {
    field: 'director',
    says: 'Who directed it; only looked at when a film is registered.',
    headers: ['director', 'directors', 'directed by'],
    example: 'A. Director',
  },
  {
    field: 'buyer',
    says: 'Who offers or bought.',
    headers: ['buyer', 'distributor', 'company', 'licensee', 'bidder', 'buyer name', 'acquirer', 'buyer distributor'],
    example: 'Acme Distribution',
  },
  {
    field: 'territories',
    says: 'In the words of the trade: GAS, Benelux, Worldwide excl. US, LatAm.',
    headers: [
      'territory',
      'territories',
      'terr',
      'terrs',
      'territory ies',
      'country',
      'countries',
      'licensed territory',
      'licensed territories',
    ],
    example: 'Benelux',
  },
  {
    field: 'media',
    says: 'all rights, all rights excl. TV, theatrical, SVOD, VOD … Empty: all rights.',
    headers: ['media', 'rights', 'rights granted', 'licensed rights', 'media rights', 'type of rights'],
    example: 'all rights',
  },
  {
    field: 'exclusive',
    says: 'yes or no. Empty: yes.',
    headers: ['exclusive', 'exclusivity', 'excl', 'exclusive y n', 'excl non excl'],
    example: 'yes',
  },
  {
    field: 'guarantee',
    says: 'Minimum guarantee: 75,000, $2.5m, USD 250k, low six figures, TBD.',
    headers: [
      'mg',
      'min guarantee',
      'minimum guarantee',
      'guarantee',
      'advance',
      'mg advance',
      'price',
      'license fee',
      'licence fee',
      'offer amount',
      'amount',
    ],
    example: '75,000',
  },
  {
    field: 'currency',
    says: 'ISO code, such as USD, of sums that do not say theirs.',
    headers: ['currency', 'curr', 'ccy', 'cur'],
    example: 'EUR',
  },
  {
    field: 'guaranteedBonuses',
    says: 'Bonuses that are due whatever happens.',
    headers: ['guaranteed bonus', 'guaranteed bonuses'],
    example: '',
  },
  {
    field: 'bumps',
    says: 'Bonuses at a box office, such as "$100k at $5m; $200k at $10m".',
    headers: ['bumps', 'bonus', 'bonuses', 'bonus bumps', 'box office bumps', 'escalators', 'bump'],
    example: 'EUR 10k at EUR 500k',
  },
  {
    field: 'pAndA',
    says: 'Prints and advertising that the buyer commits to spend.',
    headers: ['p a', 'p and a', 'pa', 'p a commitment', 'p and a commitment', 'p a spend'],
    example: '40,000',
  },
  {
    field: 'licence',
    says: 'How long the rights are licensed: 15 years, 18 months.',
    headers: [
      'term',
      'licence period',
      'license period',
      'licence term',
      'license term',
      'term years',
      'licence years',
      'duration',
    ],
    example: '12 years',
  },
  {
    field: 'start',
    says: 'First day of the licence.',
    headers: ['start', 'start date', 'licence start', 'license start', 'term start', 'from'],
    example: '',
  },
  {
    field: 'end',
    says: 'Last day of the licence.',
    headers: ['end', 'end date', 'licence end', 'license end', 'term end', 'until', 'licence expiry', 'license expiry'],
    example: '',
  },
  {
    field: 'status',
    says: 'offer, countered, accepted, signed, long form, declined, lapsed, withdrawn. Empty: offer.',
    headers: ['status', 'deal status', 'offer status', 'stage', 'state'],
    example: 'signed',
  },
  {
    field: 'date',
    says: 'When the offer was made; of a row that is only a deal, when that was signed.',
    headers: ['date', 'offer date', 'date of offer', 'offered', 'offered on', 'date offered', 'date received'],
    example: '2024-09-07',
  },
  {
    field: 'answered',
    says: 'When it was countered, accepted, declined or withdrawn. Empty: on the date of the row.',
    headers: ['answered', 'answered on', 'status date', 'date of status', 'accepted on', 'declined on'],
    example: '',
  },
  {
    field: 'signed',
    says: 'When the deal memo was signed.',
    headers: ['signed', 'signed on', 'date signed', 'deal date', 'date of deal', 'memo date', 'deal memo date'],
    example: '2024-10-02',
  },
  {
    field: 'longForm',
    says: 'When the long form was executed.',
    headers: ['long form', 'long form date', 'long form executed', 'long form signed', 'contract date'],
    example: '',
  },
  {
    field: 'counter',
    says: 'What the seller asks instead, where the status is countered.',
    headers: ['counter', 'counter offer', 'our counter', 'counter mg'],
    example: '',
  },
  {
    field: 'expires',
    says: 'Last day on which the offer stands.',
    headers: ['expires', 'expires on', 'expiry', 'expiry date', 'valid until', 'offer expires'],
    example: '',
  },
  {
    field: 'delivery',
    says: 'When the materials are due.',
    headers: ['delivery', 'delivery date', 'delivery on', 'materials due'],
    example: '2025-01-15',
  },
  {
    field: 'conditions',
    says: 'What else was agreed, in words.',
    headers: ['conditions', 'other terms', 'terms', 'terms and conditions'],
    example: 'Subject to festival premiere',
  },
  {
    field: 'source',
    says: 'On whose word: an address, a mail, a paper.',
    headers: ['source', 'sources', 'reference', 'ref', 'link'],
    example: 'e-mail of 7 September',
  },
  {
    field: 'notes',
    says: 'Anything else. Kept with the row.',
    headers: ['notes', 'note', 'comments', 'comment', 'remarks'],
    example: '',
  },
] as const satisfies readonly FieldOfRow[];

/** Name of a field. */
export type FieldName = (typeof FIELDS)[number]['field'];

const NAMES: readonly string[] = FIELDS.map(({ field }) => field);

export const isFieldName = (name: string): name is FieldName => NAMES.includes(name);

/** Fields that hold a sum of money, and those that hold a day. */
export const MONEY_FIELDS: readonly FieldName[] = ['guarantee', 'guaranteedBonuses', 'pAndA', 'counter', 'bumps'];
export const DAY_FIELDS: readonly FieldName[] = [
  'date',
  'answered',
  'signed',
  'longForm',
  'expires',
  'start',
  'end',
  'delivery',
];
