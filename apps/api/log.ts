import { Writable } from 'node:stream';
import type { LoggerService } from '@nestjs/common';
import type { DestinationStream, Logger } from 'pino';
import pino from 'pino';
import type { Configuration } from '#configuration';
import type { Log } from '#subscriptions';

/** Fields that a line of every request has, or that say nothing to a person. */
const QUIET = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'method', 'path', 'status']);

function prettyLine(line: string): string {
  const { time, level, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest)
    .filter(([name]) => !QUIET.has(name))
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const label = pino.levels.labels[Number(level)] ?? '';
  return `${new Date(Number(time)).toISOString().slice(11, 23)} ${label.padEnd(5)} ${String(msg)}${fields.join('')}\n`;
}

/** Writes lines for people where pino writes JSON. */
const forPeople = (destination: DestinationStream): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      destination.write(prettyLine(chunk.toString()));
      done();
    },
  });

/** The log, as the configuration wants it. @param destination Default: standard output. */
export function createLog(
  { logLevel, logFormat }: Pick<Configuration, 'logLevel' | 'logFormat'>,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
): Logger {
  const options = { level: logLevel, base: null };
  return pino(options, logFormat === 'pretty' ? forPeople(destination) : destination);
}

/** What the framework says of itself: its warnings and errors; the rest is for those who look for it. */
export function frameworkLog(log: Log): LoggerService {
  const saying =
    (say: Log['debug']) =>
    (message: unknown, ...more: unknown[]): void => {
      say({ from: 'framework', more }, String(message));
    };
  return {
    log: saying((fields, message) => {
      log.debug(fields, message);
    }),
    debug: saying((fields, message) => {
      log.debug(fields, message);
    }),
    verbose: () => undefined,
    warn: saying((fields, message) => {
      log.warn(fields, message);
    }),
    error: saying((fields, message) => {
      log.error(fields, message);
    }),
    fatal: saying((fields, message) => {
      log.error(fields, message);
    }),
  };
}
