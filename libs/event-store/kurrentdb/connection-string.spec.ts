import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConnectionString, redactedUrl } from './connection-string';

const read = (url: string): string => readConnectionString(url).forClient(0);

it.each([
  [
    'kurrentdb://localhost',
    'kurrentdb://localhost:2113?nodePreference=leader&discoveryInterval=50&keepAliveInterval=10000',
  ],
  [
    'esdb://localhost:2114?tls=False',
    'kurrentdb://localhost:2114?tls=false&nodePreference=leader&discoveryInterval=50&keepAliveInterval=10000',
  ],
  [
    'esdb+discover://db.example/?tls=true',
    'kurrentdb+discover://db.example:2113?tls=true&nodePreference=leader&discoveryInterval=50&keepAliveInterval=10000',
  ],
  ['kdb://a:1, b:2,c', 'kurrentdb://a:1,b:2,c:2113?nodePreference=leader&discoveryInterval=50&keepAliveInterval=10000'],
  [
    'kurrent://a?NodePreference=follower&keep_alive_interval=-1',
    'kurrentdb://a:2113?nodePreference=follower&keepAliveInterval=-1&discoveryInterval=50',
  ],
  [
    'kurrentdb://me:se%40cret@a?connectionName=slate%20one',
    'kurrentdb://me:se%40cret@a:2113?connectionName=slate%20one&nodePreference=leader&discoveryInterval=50&keepAliveInterval=10000',
  ],
])('reads %s', (url, expected) => {
  expect(read(url)).toBe(expected);
});

it('gives another client another connection', () => {
  const { forClient } = readConnectionString('kurrentdb://localhost?keepAliveInterval=20000');
  expect([forClient(0), forClient(7)].map((one) => /keepAliveInterval=(\d+)/.exec(one)?.[1])).toStrictEqual([
    '20000',
    '20007',
  ]);
});

it.each([
  ['kurrentdb://', 'write kurrentdb://'],
  ['http://localhost:2113', 'write kurrentdb://'],
  ['kurrentdb://admin:changeit@', 'write kurrentdb://'],
  ['kurrentdb://admin:change@it@localhost', 'write kurrentdb://'],
  ['kurrentdb://admin@localhost', 'write user:password before the @'],
  ['kurrentdb://ad:min:changeit@localhost', 'write user:password before the @'],
  ['kurrentdb://admin:changeit@[::1]:2113', '"[::1]:2113" is not a host'],
  ['kurrentdb://admin:changeit@localhost:99999', '"localhost:99999" is not a host'],
  ['kurrentdb://admin:changeit@localhost:port', '"localhost:port" is not a host'],
  ['kurrentdb://admin:changeit@localhost?tls=maybe', 'tls cannot be "maybe"'],
  ['kurrentdb://admin:changeit@localhost?tsl=false', 'it has no option "tsl"'],
  ['kurrentdb://admin:changeit@localhost?keepAliveTimeout=soon', 'keepAliveTimeout cannot be "soon"'],
  ['kurrentdb://admin:changeit@localhost?tlsCAFile=/nowhere/ca.crt', 'there is no file /nowhere/ca.crt'],
  ['kurrentdb://admin:changeit@localhost?throwOnAppendFailure=false', 'it has no option "throwOnAppendFailure"'],
])('refuses %s and keeps the password to itself', (url, problem) => {
  expect(() => read(url)).toThrow(`The event store ${redactedUrl(url)} cannot be used: `);
  expect(() => read(url)).toThrow(problem);
  expect(() => read(url)).not.toThrow(/change/);
});

it('takes files that are there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ca-'));
  const file = join(folder, 'the ca.crt');
  writeFileSync(file, '');
  expect(read(`kurrentdb://a?tlsCaFile=${encodeURIComponent(file)}`)).toContain(
    `tlsCAFile=${encodeURIComponent(file)}`,
  );
  rmSync(folder, { recursive: true });
});

it.each([
  ['kurrentdb://admin:changeit@localhost:2113', 'kurrentdb://admin:***@localhost:2113'],
  ['kurrentdb://localhost:2113', 'kurrentdb://localhost:2113'],
  ['sqlite:./var/ovation.db', 'sqlite:./var/ovation.db'],
])('shows %s without its secret', (url, shown) => {
  expect(redactedUrl(url)).toBe(shown);
});
