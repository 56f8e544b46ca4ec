/**
 * What `work` comes to, unless `limitMs` pass first: then the error that `late` makes. What `work` comes to after that
 * is of no concern to anybody.
 */
export async function within<Result>(limitMs: number, late: () => Error, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), limitMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
