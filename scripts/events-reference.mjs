const AREAS = {
  Title: ['FilmRegistered', 'FilmDetailsAmended', 'FilmWithdrawn', 'FilmReinstated'],
  Mandate: ['MandateGranted', 'MandateEnded', 'EstimatesSet'],
  Reception: ['FilmSelected', 'FilmScreened', 'OvationReceived', 'ReviewPublished', 'AwardWon'],
  Buyers: ['InterestExpressed', 'BuyerPassed', 'NegotiationEntered'],
  Offers: [
    'OfferMade',
    'OfferRaised',
    'OfferCountered',
    'ApprovalRequested',
    'OfferApproved',
    'OfferKeptConfidential',
    'OfferAccepted',
    'OfferDeclined',
    'OfferWithdrawn',
    'OfferLapsed',
    'ReservationReleased',
  ],
  Deals: [
    'FilmAcquired',
    'LongFormExecuted',
    'DealAmended',
    'DealRescinded',
    'RightsReverted',
    'DeliveryAccepted',
    'DisputeOpened',
    'DisputeSettled',
  ],
  Release: ['ReleaseDated', 'FilmReleased'],
  Record: ['NoteTaken', 'EntryCorrected', 'EntryRetracted', 'EvidenceAttached'],
  Market: ['RatesSet', 'BuyersMerged', 'BuyersSeparated'],
  Disclosures: ['OfferShown'],
  Webhooks: ['WebhookRegistered', 'WebhookDisabled', 'WebhookResumed', 'WebhookRemoved'],
};

const PARTS = [
  'OccurredAt',
  'Source',
  'Rights',
  'RightsBlock',
  'Window',
  'Holdback',
  'Terms',
  'Amount',
  'Conflict',
  'Estimate',
  'Evidence',
  'AttachedDocument',
  'Medium',
];

const oneLine = (text = '') => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();

function typeOf(schema) {
  if (schema.$ref) {
    const name = decodeURIComponent(schema.$ref.split('/').at(-1));
    return PARTS.includes(name) ? `[${name}](#${name.toLowerCase()})` : (ALIASES[name] ?? name);
  }
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`;
  if (schema.type === 'object' && schema.properties) {
    return Object.entries(schema.properties)
      .map(([name, property]) => `\`${name}\`: ${typeOf(property)}`)
      .join('; ');
  }
  return schema.type ?? 'anything';
}

const ALIASES = {
  Day: 'day',
  Instant: 'instant',
  Currency: 'ISO 4217 code',
  CountryCode: 'ISO 3166-1 code',
  LanguageCode: 'ISO 639-1 code',
  Precision: '`instant`, `day`, `week`, `month`, `year`',
};

function fields(schema) {
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const must = (schema.required ?? []).includes(name) ? 'yes' : '';
    return `| \`${name}\` | ${typeOf(property)} | ${must} | ${oneLine(property.description)} |`;
  });
  return rows.length === 0 ? [] : ['| field | type | always | |', '| --- | --- | --- | --- |', ...rows, ''];
}

function section(name, schema) {
  const variants = schema.anyOf
    ? schema.anyOf.flatMap((variant) =>
        [oneLine(variant.description), '', ...fields(variant)].filter((line, i) => line !== '' || i > 0),
      )
    : schema.properties
      ? fields(schema)
      : [typeOf(schema), ''];
  return [`### ${name}`, '', oneLine(schema.description), '', ...variants];
}

/** The reference of all events, in Markdown, from their JSON Schemas. */
export function eventsReference(definitions) {
  const told = new Set(Object.values(AREAS).flat());
  const recorded = ['FilmFacts', 'MarketFacts'].flatMap((facts) => Object.keys(definitions[facts].properties));
  const untold = recorded.filter((name) => !told.has(name));
  if (untold.length > 0) throw new Error(`Say in AREAS to which area these events belong: ${untold.join(', ')}.`);
  const events = Object.entries(AREAS).flatMap(([area, names]) => [
    `## ${area}`,
    '',
    ...names.flatMap((name) => section(name, definitions[name])),
  ]);
  return [
    '<!-- Generated from the types of the domain by `npm run generate`. Do not edit. -->',
    '',
    '# Events',
    '',
    'What is recorded, one fact each, never changed. Beside its own fields every stored event says `occurredAt` and `source` in its',
    'data; `user`, `role`, `commandId`, `commandDigest`, `schemaVersion` and, where there is one, `correlationId` in its metadata; and',
    'the store adds its id, stream, revision, position and `recordedAt` (UTC, to the millisecond).',
    '',
    'Events of a film lie in the stream `film-<id>`. The stream `slug-<slug>` has one event, `SlugClaimed`, which says whose slug it is.',
    'Of no one film: which names are of one buyer lies in the stream `buyers-names`, rates of exchange in one\nstream for each day, `rates-<day>`, webhooks in `webhooks-registered`.',
    '',
    ...events,
    '## Parts',
    '',
    ...PARTS.flatMap((name) => section(name, definitions[name])),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n');
}
