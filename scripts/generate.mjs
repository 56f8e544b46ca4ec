// Generates what is derived from the types of the domain: the JSON Schemas of stored events, the reference of them and of the
// settings. `npm run generate` writes the files; `npm run generate -- --check` fails when they are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';
import { KEYS } from '../libs/configuration/keys.ts';
import { eventsReference } from './events-reference.mjs';

const SCHEMAS = 'libs/acquisition/film-stream/schemas.generated.ts';
const REFERENCE = 'docs/reference/events.md';

function schemas() {
  const generator = createGenerator({
    path: 'libs/acquisition/domain/events/index.ts',
    tsconfig: 'tsconfig.json',
    skipTypeCheck: true,
    additionalProperties: false,
    expose: 'export',
    topRef: true,
  });
  const definitions = {};
  for (const type of ['FilmFacts', 'MarketFacts', 'Source', 'OccurredAt'])
    Object.assign(definitions, generator.createSchema(type).definitions);
  return definitions;
}

const configurationReference = [
  '<!-- Generated from libs/configuration/keys.ts by `npm run generate`. Do not edit. -->',
  '',
  '# Configuration',
  '',
  'By environment, read and checked once, at start; the server and the command line read the same. What is wrong is named, all of it at',
  'once, with what was expected, and nothing starts.',
  '',
  '| setting | default | |',
  '| --- | --- | --- |',
  ...Object.values(KEYS).map(({ name, byDefault, says }) => `| \`${name}\` | \`${byDefault}\` | ${says} |`),
  '',
].join('\n');

const definitions = schemas();
const outputs = {
  [SCHEMAS]: [
    '// Generated from libs/acquisition/domain/events by `npm run generate`. Do not edit.',
    `export const eventSchemas = ${JSON.stringify({ definitions }, null, 1)} as const;`,
    '',
  ].join('\n'),
  [REFERENCE]: eventsReference(definitions),
  'docs/reference/configuration.md': configurationReference,
};

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const stale = Object.entries(outputs).filter(([file, text]) => read(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale: run \`npm run generate\` and commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) {
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}
