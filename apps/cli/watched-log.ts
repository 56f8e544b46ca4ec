import type { ConsistencyProof, ToldLedger, WatchedLog } from '#ledger';
import { LedgerError } from '#ledger';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';

/** The ledger of a server, over HTTP. @param url As in `http://127.0.0.1:3000`. */
export function watchedLog(url: string): WatchedLog {
  const base = `${url.replace(/\/+$/, '')}/api/ledger`;
  const get = async (path: string): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(base + path);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandLineError(EXIT.environment, `The server at ${url} does not answer: ${why}.`);
    }
    if (response.ok) return response;
    const { detail } = (await response.json().catch(() => ({}))) as { readonly detail?: string };
    const message = detail ?? `${base}${path} answered ${String(response.status)}: check the address.`;
    throw response.status === 404 ? new LedgerError('not-found', message) : new CommandLineError(EXIT.failed, message);
  };
  return {
    ledger: async () => (await (await get('')).json()) as ToldLedger,
    checkpoint: async () => (await get('/checkpoint')).text(),
    consistency: async (from, to) =>
      (await (await get(`/proof/consistency?from=${String(from)}&to=${String(to)}`)).json()) as ConsistencyProof,
  };
}
