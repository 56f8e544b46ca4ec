import { Query } from '../query';
import type { AskedFilmAvails, FilmAvails } from './film-avails';
import { filmAvails } from './film-avails';
import type { AskedSlateAvails, SlateAvails, SlateBlocks } from './slate-avails';
import { slateAvails, slateBlocks } from './slate-avails';

/** What is free of one film, where, until when, and why not. */
export class FilmAvailsQuery extends Query<FilmAvails> {
  constructor(readonly asked: AskedFilmAvails) {
    super();
  }
}

/** Which films are free, page by page. */
export class SlateAvailsQuery extends Query<SlateAvails> {
  constructor(readonly asked: AskedSlateAvails) {
    super();
  }
}

/** All films of which something is free, block by block: what a file is made of. */
export class SlateBlocksQuery extends Query<SlateBlocks> {
  constructor(readonly asked: Omit<AskedSlateAvails, 'limit' | 'cursor'>) {
    super();
  }
}

export { filmAvails, slateAvails, slateBlocks };
