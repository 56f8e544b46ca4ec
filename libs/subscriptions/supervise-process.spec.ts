import { EventStoreError } from '#event-store';
import type { Log, Process } from '.';
import { superviseProcess } from '.';

const LIMITS = { backoffMinMs: 1, backoffMaxMs: 4 };

function collected(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const add = (_fields: object, message: string): void => void lines.push(message);
  return { log: { debug: add, info: add, warn: add, error: add }, lines };
}

/** Something that a test waits for. */
function moment(): { readonly comes: Promise<void>; readonly isHere: () => void } {
  let isHere: () => void = () => undefined;
  const comes = new Promise<void>((resolve) => {
    isHere = resolve;
  });
  return { comes, isHere: () => isHere() };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

it('runs again what failed, says so meanwhile, and forgets it once it went well', async () => {
  const { log, lines } = collected();
  const [failed, well, goOn] = [moment(), moment(), moment()];
  let runs = 0;
  const process: Process = {
    name: 'offer clock',
    run: async (signal, wentWell) => {
      runs += 1;
      if (runs <= 2) throw new Error('The lamp is out.');
      failed.isHere();
      await goOn.comes;
      wentWell();
      well.isHere();
      await aborted(signal);
    },
  };
  const supervised = superviseProcess(process, { log, limits: LIMITS });
  await failed.comes;
  expect(supervised.status()).toEqual({ process: 'offer clock', status: 'running', error: 'The lamp is out.' });
  goOn.isHere();
  await well.comes;
  expect(supervised.status()).toEqual({ process: 'offer clock', status: 'running' });
  await supervised.stop();
  await supervised.stop();
  expect(supervised.status()).toEqual({ process: 'offer clock', status: 'stopped' });
  expect(lines).toEqual(Array(2).fill('The offer clock is held up and tries again: The lamp is out.'));
});

it('stops where only a person can help, and says why', async () => {
  const { log, lines } = collected();
  const error = new EventStoreError('corrupt', 'The log is damaged.');
  const supervised = superviseProcess(
    { name: 'offer clock', run: () => Promise.reject(error) },
    { log, limits: LIMITS },
  );
  await supervised.stop();
  expect(supervised.status()).toEqual({ process: 'offer clock', status: 'stopped', error: 'The log is damaged.' });
  expect(lines).toEqual(['The log is damaged.']);
});

it('lets what is in its hands end before it has stopped', async () => {
  const { log } = collected();
  const done: string[] = [];
  const run = async (signal: AbortSignal): Promise<void> => {
    await aborted(signal);
    await new Promise((resolve) => setImmediate(resolve));
    done.push('ended');
  };
  await superviseProcess({ name: 'offer clock', run }, { log, limits: LIMITS }).stop();
  expect(done).toEqual(['ended']);
});
