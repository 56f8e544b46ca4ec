import { readBucketUrl } from './bucket-url';

it('is read with its key, wherever it is', () => {
  expect(readBucketUrl('s3://AKIA:a%2Fb%2Bc@s3.eu-west-1.amazonaws.com/evidence/films/2024?region=eu-west-1')).toEqual({
    endpoint: 'https://s3.eu-west-1.amazonaws.com',
    bucket: 'evidence',
    prefix: 'films/2024/',
    region: 'eu-west-1',
    accessKeyId: 'AKIA',
    secretAccessKey: 'a/b+c',
  });
  expect(readBucketUrl('s3://key:secret@127.0.0.1:7480/evidence/?tls=false')).toMatchObject({
    endpoint: 'http://127.0.0.1:7480',
    prefix: '',
    region: 'us-east-1',
  });
});

it.each([
  's3://key:secret@host',
  's3://host/bucket',
  's3://key@host/bucket',
  's3:bucket',
  'https://key:secret@host/bucket',
  's3://k:%@host/b',
])('is not %s', (text) => {
  expect(readBucketUrl(text)).toBeUndefined();
});
