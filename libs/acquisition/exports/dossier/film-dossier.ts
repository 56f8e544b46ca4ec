import type { QuerySources } from '#acquisition/views';
import type { AskedExport, ExportFile } from '../asked-export';
import { askedFilm, refuseField } from '../asked-export';
import { pinMoment } from '../pinned-moment';
import { readFilm } from './film-report';
import { createReport } from './report';
import { SECTIONS } from './sections';

/**
 * One film at a moment, on paper: where it stands and why, what is sold and free, deals, offers, everything that happened, and
 * on whose word. The same record and moment give the same bytes.
 * @throws Refused without a film, for one that is not there or was not then, and for a moment that cannot be.
 */
export async function filmDossier(sources: QuerySources, asked: AskedExport): Promise<ExportFile> {
  if (asked.film === undefined) throw refuseField('film', 'is missing: a PDF is the dossier of one film');
  const moment = pinMoment(asked, sources);
  const { filmId, slug } = await askedFilm(sources, asked.film);
  const film = await readFilm(sources, filmId, moment);
  return {
    name: `${slug}-${moment.at.day}.pdf`,
    mediaType: 'application/pdf',
    content: written(film),
  };
}

async function* written(film: Awaited<ReturnType<typeof readFilm>>): AsyncGenerator<Buffer, void> {
  const { dossier, moment } = film;
  const of = `as of ${moment.asOf}, known at ${moment.knownAt}`;
  const report = createReport({
    title: `${dossier.title} (${String(dossier.year)}): dossier ${of}`,
    subject: `Where the film stands and why, ${of}`,
    date: new Date(moment.knownAt),
  });
  for (const section of SECTIONS) section(report, film);
  yield await report.end(`${dossier.title} (${String(dossier.year)}) · ${of}`);
}
