import { plainToInstance } from 'class-transformer';
import { IsIn, IsString, ValidateIf, validateSync } from 'class-validator';
import fc from 'fast-check';
import { filmCommands, FilmBody } from '#acquisition/commands';
import { SlateParameters } from '../slate/slate.parameters';
import { quickRead } from './quick-read';

type Class = new () => object;

/** As class-transformer and class-validator read it; undefined when it is not in order. */
function slowRead(type: Class, input: object): object | undefined {
  const read = plainToInstance(type, input);
  return validateSync(read, { whitelist: true, forbidNonWhitelisted: true }).length === 0 ? read : undefined;
}

const bodies: readonly (readonly [string, Class, object])[] = filmCommands.map(({ name, declaration }) => [
  name,
  declaration.details,
  declaration.example,
]);

const FULL_OFFER = {
  buyer: 'Neon',
  rights: {
    territories: ['Benelux', 'Italy'],
    media: 'all rights',
    from: '2025-01-01',
    to: '2030-01-01',
    exclusive: true,
    languages: ['en'],
    holdbacks: [
      { media: 'SVOD', territories: 'Italy', untilDay: '2026-01-01' },
      { media: ['TVOD'], daysAfterFirstRelease: 90 },
    ],
  },
  terms: {
    guarantee: { minor: 150_000_000, currency: 'USD' },
    guaranteedBonuses: [{ words: 'low six figures' }],
    boxOfficeBumps: [{ boxOffice: { minor: 1, currency: 'USD' }, pays: { minor: 0, currency: 'EUR' } }],
    grossPoints: 12.5,
    conditions: ['festival run'],
  },
  occurredAt: '2024-W36',
  occurredPrecision: 'week',
  source: { kind: 'press', outlet: 'Deadline' },
  expiresAt: '2024-09-10T12:00:00+02:00',
};

/** Something that any field may be given instead of what it should have. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '2024-02-30',
    '2024-09-07',
    -0,
    1.5,
    1e300,
    [],
    {},
    [[]],
    [null],
    [{}],
    'USD',
    true,
  ),
);

/** Every place in a value that something else can be put in. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))];
}

function withAt(value: unknown, [name, ...rest]: readonly string[], put: unknown): unknown {
  if (name === undefined) return put;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  copy[name] = withAt(copy[name], rest, put);
  return copy;
}

const isBody = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

it.each(bodies)('reads the example of %s, as class-validator does', (_, type, example) => {
  const read = quickRead(type, example);
  expect(read).toBeDefined();
  expect(read).toStrictEqual(slowRead(type, example));
});

it('passes nothing that class-validator does not pass, and makes the same of what it passes', () => {
  const offer = filmCommands.find(({ name }) => name === 'MakeOffer')?.declaration.details ?? FilmBody;
  const cases = fc.constantFrom<readonly [string, Class, object]>(...bodies, ['MakeOffer', offer, FULL_OFFER]);
  const changed = cases.chain(([, type, example]) =>
    fc
      .array(
        fc.tuple(
          fc.constantFrom(...placesIn(example), ['another'], ['constructor']),
          fc.option(anything, { nil: undefined }),
        ),
        {
          maxLength: 2,
        },
      )
      .map(
        (changes) => [type, changes.reduce<unknown>((body, [path, put]) => withAt(body, path, put), example)] as const,
      ),
  );
  let passed = 0;
  fc.assert(
    fc.property(changed, ([type, value]) => {
      const body: unknown = JSON.parse(JSON.stringify(value ?? null));
      fc.pre(isBody(body));
      const quick = quickRead(type, body);
      if (quick === undefined) return;
      passed += 1;
      expect(quick).toStrictEqual(slowRead(type, body));
    }),
    { numRuns: 2_000 },
  );
  expect(passed).toBeGreaterThan(300);
});

it('reads numbers from texts, and leaves what is transformed to class-transformer', () => {
  expect(quickRead(SlateParameters, { limit: '50', sort: 'title' })).toStrictEqual(
    slowRead(SlateParameters, { limit: '50', sort: 'title' }),
  );
  expect(quickRead(SlateParameters, { limit: 'fifty' })).toBeUndefined();
  expect(quickRead(SlateParameters, { phase: 'acquired' })).toBeUndefined();
  expect(quickRead(SlateParameters, {})).toStrictEqual(slowRead(SlateParameters, {}));
});

it('leaves a class to class-validator that declares what is not planned for', () => {
  class Grouped {
    @IsString({ groups: ['some'] })
    text!: string;
  }
  class Plain {}
  class Conditional {
    @ValidateIf((object: Conditional) => object.kind === 'named')
    @IsString()
    name?: string;

    @IsIn(['named', 'nameless'])
    kind!: string;
  }
  expect(quickRead(Grouped, { text: 'a' })).toBeUndefined();
  expect(quickRead(Plain, {})).toBeUndefined();
  expect(quickRead(Conditional, { kind: 'named' })).toBeUndefined();
  expect(quickRead(Conditional, { kind: 'nameless' })).toStrictEqual(slowRead(Conditional, { kind: 'nameless' }));
});
