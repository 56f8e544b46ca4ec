import { ConfigurationError, readConfiguration } from '.';

it('fills in defaults that lie in the data folder', () => {
  const configuration = readConfiguration({ OVATION_DATA_DIR: '/tmp/slate' });
  expect(configuration).toMatchObject({
    eventStoreUrl: 'sqlite:/tmp/slate/ovation.db',
    readStoreUrl: 'sqlite:/tmp/slate/views.db',
    host: '127.0.0.1',
    port: 3000,
    role: 'sales agent',
    timeZone: 'UTC',
  });
});

it('names every setting that is wrong, and what it should be', () => {
  const read = () => readConfiguration({ PORT: 'eighty', OVATION_TIME_ZONE: 'Mars/Olympus', LOG_LEVEL: 'loud' });
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(/PORT is "eighty", expected a whole number from 0 to 65535\./);
  expect(read).toThrow(/OVATION_TIME_ZONE is "Mars\/Olympus", expected an IANA time zone/);
  expect(read).toThrow(/LOG_LEVEL is "loud", expected one of fatal/);
});

it('listens on loopback only, since there are no users yet, unless the network is trusted', () => {
  expect(readConfiguration({ HOST: '0.0.0.0', OVATION_TRUST_NETWORK: 'yes' }).host).toBe('0.0.0.0');
  expect(() => readConfiguration({ HOST: '0.0.0.0' })).toThrow(/HOST is "0\.0\.0\.0", expected a loopback address/);
});

it('takes blank settings for absent', () => {
  expect(readConfiguration({ PORT: ' ' }).port).toBe(3000);
});

it('takes embedded stores and servers, and repeats no password', () => {
  for (const url of ['sqlite:./a.db', 'kurrentdb://admin:changeit@db:2113', 'esdb+discover://db']) {
    expect(readConfiguration({ EVENT_STORE_URL: url }).eventStoreUrl).toBe(url);
  }
  const wrong = () => readConfiguration({ EVENT_STORE_URL: 'postgres://admin:changeit@db' });
  expect(wrong).toThrow(/EVENT_STORE_URL is "postgres:\/\/admin:\*\*\*@db", expected sqlite:/);
});

it('takes a folder or a bucket for documents, and repeats no secret', () => {
  for (const url of ['folder:./evidence', 's3://key:a%2Fsecret@s3.example/films/2024?region=eu-west-1'])
    expect(readConfiguration({ EVIDENCE_STORE_URL: url }).evidenceStoreUrl).toBe(url);
  const wrong = () => readConfiguration({ EVIDENCE_STORE_URL: 's3://key:a/secret@s3.example/films' });
  expect(wrong).toThrow(/EVIDENCE_STORE_URL is "s3:\/\/key:\*\*\*@s3\.example\/films", expected folder:.* as %2F\./);
});

it('makes backups of an embedded log alone, and none unless a folder is given', () => {
  expect(readConfiguration({})).toMatchObject({ backupFolder: undefined, backupHours: 24, backupKeep: 14 });
  const backups = { OVATION_BACKUP_FOLDER: '/backup', OVATION_BACKUP_HOURS: '6', OVATION_BACKUP_KEEP: '3' };
  expect(readConfiguration(backups)).toMatchObject({ backupFolder: '/backup', backupHours: 6, backupKeep: 3 });
  const onServer = { EVENT_STORE_URL: 'kurrentdb://admin:changeit@db:2113' };
  expect(readConfiguration(onServer).backupFolder).toBeUndefined();
  expect(() => readConfiguration({ ...onServer, ...backups })).toThrow(
    /OVATION_BACKUP_FOLDER is "\/backup", expected none, since EVENT_STORE_URL names a server: that is backed up with its own tools\./,
  );
  const wrong = () => readConfiguration({ OVATION_BACKUP_HOURS: '0', OVATION_BACKUP_KEEP: 'all' });
  expect(wrong).toThrow(/OVATION_BACKUP_HOURS is "0", expected a whole number from 1 to 8760\./);
  expect(wrong).toThrow(/OVATION_BACKUP_KEEP is "all", expected a whole number from 1 to 10000\./);
});
