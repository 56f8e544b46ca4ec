import type { Page } from '#acquisition/views';

/** Rows that are asked for at once. */
export const PAGE = 1_000;

type Ask<Row, Answer = Page<Row>> = (page: {
  readonly limit: number;
  readonly cursor?: string;
}) => Promise<Answer & Page<Row>>;

/** Rows that are asked for at once of another moment than now: each page is made of the events anew. */
export const PAGE_OF_MOMENT = 100_000;

/** The first page of a query, with the first rows that it has, asked for page by page. @param at Rows that are asked for at once. */
async function firstOf<Row, Answer extends Page<Row>>(
  ask: Ask<Row, Answer>,
  most: number,
  at: number,
): Promise<Answer> {
  const first = await ask({ limit: Math.min(at, most) });
  const rows = [...first.items];
  let { next } = first;
  while (next !== null && rows.length < most) {
    const page: Page<Row> = await ask({ limit: Math.min(at, most - rows.length), cursor: next });
    rows.push(...page.items);
    ({ next } = page);
  }
  return { ...first, items: rows, next };
}

/** The first page of a query, with every row that it has. @param limit Rows that are asked for at once. */
export const wholeOf = <Row, Answer extends Page<Row>>(ask: Ask<Row, Answer>, limit: number): Promise<Answer> =>
  firstOf<Row, Answer>(ask, Infinity, limit);

/** The first rows that a query has, asked for page by page, and whether there are more. */
export async function firstRows<Row>(
  most: number,
  ask: Ask<Row>,
): Promise<{ readonly rows: readonly Row[]; readonly isMore: boolean }> {
  const { items, next } = await firstOf<Row, Page<Row>>(ask, most, PAGE);
  return { rows: items, isMore: next !== null };
}

/** Every row that a query has, asked for page by page. */
export const everyPage = async <Row>(ask: Ask<Row>, limit: number = PAGE): Promise<readonly Row[]> =>
  (await wholeOf<Row, Page<Row>>(ask, limit)).items;
