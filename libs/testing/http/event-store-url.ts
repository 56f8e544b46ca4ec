let nextUrl: () => Promise<string | undefined> = () => Promise.resolve(undefined);

/** Servers started from now on keep their log where `url` says, each in one of its own. */
export function keepLogsAt(url: () => Promise<string>): void {
  nextUrl = url;
}

/** Settings that say where a new server keeps its log; none for a file in its folder. */
export async function logSettings(): Promise<Readonly<Record<string, string>>> {
  const url = await nextUrl();
  return url === undefined ? {} : { EVENT_STORE_URL: url };
}
