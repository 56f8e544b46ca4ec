/** A festival or market selects the film. */
export interface FilmSelected {
  readonly festival: string;
  readonly section?: string;
  /** The festival's own tag, such as `Sales Title`. */
  readonly label?: string;
}

/** The film is shown to an audience. */
export interface FilmScreened {
  readonly festival?: string;
  readonly section?: string;
  readonly venue?: string;
  /** `world`, `international`, `North American`, `US` …, in the festival's words. */
  readonly premiere?: string;
  /** `public`, `press & industry (buyers)` …, in the source's words. */
  readonly audience?: string;
  readonly audienceSize?: number;
  /** Local time of day, `HH:MM`. */
  readonly startTime?: string;
  readonly delayMinutes?: number;
}

/**
 * The house applauds. One event for each report: two outlets that report 9 and 13 minutes are two ovations received,
 * shown as "9 to 13 min".
 */
export interface OvationReceived {
  readonly kind: 'standing' | 'seated';
  /** In the source's word: `ecstatic`, `polite` … */
  readonly intensity?: string;
  /** Length in minutes, fractions allowed; `null` when it was not timed. */
  readonly minutes: number | null;
  readonly festival?: string;
  readonly venue?: string;
  /** Who timed or reported it. */
  readonly reportedBy?: string;
}

/** A review appears. */
export interface ReviewPublished {
  readonly outlet: string;
  readonly critic?: string;
  readonly verdict?: string;
}

/** The film wins a prize. */
export interface AwardWon {
  readonly award: string;
  readonly festival?: string;
}
