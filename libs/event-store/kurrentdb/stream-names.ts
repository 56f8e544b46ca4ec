import type { StreamName } from '../port';

/** How streams are called on the server, where several Ovations may share one. */
export interface StreamNames {
  readonly toServer: (stream: StreamName) => string;
  readonly fromServer: (name: string) => StreamName;
  /** What the names of our streams begin with; undefined for whatever is not the server's own. */
  readonly prefixes: readonly string[] | undefined;
}

/**
 * `film-0190…` is `film-0190…` on the server too, or `acme_film-0190…` within the namespace `acme`: a category of its own
 * for the server's projections either way.
 */
export function streamNames(namespace: string, categories: readonly string[] | undefined): StreamNames {
  const before = namespace === '' ? '' : `${namespace}_`;
  const everything = before === '' ? undefined : [before];
  return {
    toServer: (stream) => before + stream,
    fromServer: (name) => name.slice(before.length),
    prefixes: categories?.map((category) => `${before}${category}-`) ?? everything,
  };
}
