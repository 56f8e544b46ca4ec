import { Refused } from '#acquisition/film-stream';
import type { AskedMoment, OfMoment, ReadMoment } from '../asked-moment';
import { ofMoment, readMoment } from '../asked-moment';
import type { QuerySources } from '../query-sources';
import type { Reads } from './views-then';
import { viewsThen } from './views-then';

const isNotFound = (error: unknown): error is Refused => error instanceof Refused && error.refusal.kind === 'not-found';

/** @throws as `answer`; what is not there is said to be of the moment. */
async function sayingWhen<Answer>({ asOf, knownAt }: ReadMoment, answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const message = `${error.refusal.message} That is as of ${asOf}, as far as was known at ${knownAt}.`;
    throw new Refused({ ...error.refusal, message });
  }
}

/**
 * Answers a query now, or as of a moment on both clocks; an answer for a moment says which.
 * @param reads What the query reads then. Where some films alone matter and what is asked for is not among them, all are
 * looked through: then the refusal names what is nearest among all.
 * @throws Refused for a moment that cannot be, and as `answer`.
 */
export async function answerThen<Answer extends object>(
  sources: QuerySources,
  asked: AskedMoment,
  reads: (moment: ReadMoment) => Reads | Promise<Reads>,
  answer: (sources: QuerySources) => Promise<Answer>,
): Promise<Answer & OfMoment> {
  const moment = readMoment(asked, sources.clock);
  if (moment === undefined) return answer(sources);
  const { films, ...all } = await reads(moment);
  const from = async (wanted: Reads): Promise<Answer & OfMoment> => ({
    ...(await viewsThen(sources, moment, wanted, answer)),
    ...ofMoment(moment),
  });
  return sayingWhen(moment, async () => {
    if (films === undefined) return from(all);
    try {
      return await from({ ...all, films });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return from(all);
    }
  });
}
