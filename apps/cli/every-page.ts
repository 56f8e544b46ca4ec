import type { Page } from '#acquisition/views';

/** Rows that are asked for at once. */
export const PAGE = 1_000;

/** Rows that are asked for at once of another moment than now: each page is made of the events anew. */
export const PAGE_OF_MOMENT = 100_000;

/** The first page of a query, with every row that it has. @param limit Rows that are asked for at once. */
export async function wholeOf<Row, Answer extends Page<Row>>(
  ask: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Answer & Page<Row>>,
  limit: number,
): Promise<Answer> {
  const first = await ask({ limit });
  const rows = [...first.items];
  for (let cursor = first.next; cursor !== null;) {
    const page: Page<Row> = await ask({ limit, cursor });
    rows.push(...page.items);
    cursor = page.next;
  }
  return { ...first, items: rows, next: null };
}

/** Every row that a query has, asked for page by page. */
export const everyPage = async <Row>(
  ask: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>,
  limit: number = PAGE,
): Promise<readonly Row[]> => (await wholeOf<Row, Page<Row>>(ask, limit)).items;
