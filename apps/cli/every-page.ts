import type { Page } from '#acquisition/views';

/** Rows that are asked for at once. */
export const PAGE = 1_000;

type Ask<Row> = (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>;

/** The first rows that a query has, asked for page by page, and whether there are more. */
export async function firstRows<Row>(
  most: number,
  ask: Ask<Row>,
): Promise<{ readonly rows: readonly Row[]; readonly isMore: boolean }> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(PAGE, most - rows.length);
    const page: Page<Row> = await ask({ limit, ...(cursor === null ? {} : { cursor }) });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && rows.length < most);
  return { rows, isMore: cursor !== null };
}

/** Every row that a query has, asked for page by page. */
export const everyPage = async <Row>(ask: Ask<Row>): Promise<readonly Row[]> => (await firstRows(Infinity, ask)).rows;
