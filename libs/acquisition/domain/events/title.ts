/** A film is put on the slate. The first event of its stream. */
export interface FilmRegistered {
  /** UUIDv7. */
  readonly filmId: string;
  /** Made from title and year, unique on the slate, never changes: `k-pops-2024`. */
  readonly slug: string;
  readonly title: string;
  /** Year of the film's first public showing, as catalogues give it. */
  readonly year: number;
  readonly directors: readonly string[];
  /** Production companies. */
  readonly companies?: readonly string[];
}

/** Title, year, directors or companies are changed from now on (the film is retitled, say). Mistakes are corrected instead. */
export interface FilmDetailsAmended {
  readonly title?: string;
  readonly year?: number;
  readonly directors?: readonly string[];
  readonly companies?: readonly string[];
}

/** The film is taken off the market: nothing more is offered or sold. */
export interface FilmWithdrawn {
  readonly reason?: string;
}

/** A withdrawn film is for sale again. */
export interface FilmReinstated {
  readonly reason?: string;
}
