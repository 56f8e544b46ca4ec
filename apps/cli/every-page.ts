import type { Page } from '#acquisition/views';

/** Rows that are asked for at once. */
export const PAGE = 1_000;

/** Every row that a query has, asked for page by page. */
export async function everyPage<Row>(
  ask: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await ask({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}
