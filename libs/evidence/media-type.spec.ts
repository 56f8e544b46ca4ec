import fc from 'fast-check';
import { xlsxOf, xlsxRow, zipOf } from '#testing';
import { mediaTypeOf, type MediaType } from './media-type';

const typeOf = (bytes: Uint8Array): Promise<MediaType> =>
  mediaTypeOf({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(Buffer.from(bytes).subarray(offset, offset + length)),
  });

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BYTES = 'application/octet-stream';

const mail = [
  'Received: from mail.example (192.0.2.1)',
  '\tby mx.example; Sat, 7 Sep 2024 23:12:00 -0400',
  'Date: Sat, 7 Sep 2024 23:11:58 -0400',
  'From: Buyer <buyer@example.com>',
  'Subject: =?utf-8?q?K-Pops!?=',
  '',
  'We would like to offer.',
];

/** A compound file with one sector of directory: entries of these names, the first of this class. */
function compoundFile(names: readonly string[], rootClass = '0'.repeat(32)): Buffer {
  const header = Buffer.alloc(512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  const directory = Buffer.alloc(512);
  for (const [n, name] of names.entries()) directory.write(name, n * 128, 'utf16le');
  Buffer.from(rootClass, 'hex').copy(directory, 80);
  return Buffer.concat([header, directory]);
}

const heic = (first: string, ...others: readonly string[]): Buffer => {
  const box = Buffer.from(`\0\0\0\0ftyp${first}\0\0\0\0${others.join('')}`, 'latin1');
  box.writeUInt32BE(box.length, 0);
  return Buffer.concat([box, Buffer.alloc(20)]);
};

const zip = (...names: readonly string[]): Buffer => zipOf(Object.fromEntries(names.map((name) => [name, '<x/>'])));

const text = (words: string): Buffer => Buffer.from(words);

it.each<[string, Uint8Array, MediaType]>([
  ['a PDF', text('%PDF-1.7\n%âãÏÓ\n'), 'application/pdf'],
  ['words about a PDF', text('See %PDF-1.7'), 'text/plain'],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'image/png'],
  ['a PNG whose line ends were changed', Buffer.from('89504e470a1a0a0000000d49484452', 'hex'), BYTES],
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
  ['a HEIC', heic('heic', 'mif1', 'heic'), 'image/heic'],
  ['a HEIC by its second brand', heic('mif1', 'heic'), 'image/heic'],
  ['a film, which is none', heic('isom', 'mp42'), BYTES],
  ['a DOCX', zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml'), DOCX],
  ['an XLSX', zip('xl/workbook.xml', '[Content_Types].xml'), XLSX],
  ['a DOCX with macros', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), BYTES],
  ['another archive', zip('word/document.xml'), BYTES],
  ['an archive without its end', zip('[Content_Types].xml', 'word/document.xml').subarray(0, 60), BYTES],
  [
    'a message, by its class',
    compoundFile(['Root Entry'], '0b0d020000000000c000000000000046'),
    'application/vnd.ms-outlook',
  ],
  ['a message, by its names', compoundFile(['Root Entry', '__nameid_version1.0']), 'application/vnd.ms-outlook'],
  ['an old workbook', compoundFile(['Root Entry', 'Workbook']), BYTES],
  ['a compound file that is cut', compoundFile(['Root Entry']).subarray(0, 40), BYTES],
  ['a mail', text(mail.join('\r\n')), 'message/rfc822'],
  ['a mail with the line ends of Unix', text(mail.join('\n')), 'message/rfc822'],
  ['a mail that is not UTF-8', Buffer.from(`${mail.join('\r\n')} \xe9`, 'latin1'), 'message/rfc822'],
  ['a letter with a date and a sender', text('Dear Sir,\nDate: today\nFrom: me\n\nYours'), 'text/plain'],
  ['fields that no mail has alone', text('Title: K-Pops!\nYear: 2024\n\n'), 'text/plain'],
  ['a text', text('Signé, à Toronto.\n'), 'text/plain'],
  ['a page of HTML, which is never shown', text('<!doctype html><script>alert(1)</script>'), 'text/plain'],
  ['a drawing with a script', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'text/plain'],
  ['a long text, cut within a character', text(`a${'é'.repeat(40_000)}`), 'text/plain'],
  ['a text that ends within a character', text('é').subarray(0, 1), BYTES],
  ['a text in Latin-1', Buffer.from('Sign\xe9', 'latin1'), BYTES],
  ['a text with a NUL', text('a\0b'), BYTES],
  ['a program', Buffer.from('7f454c46020101', 'hex'), BYTES],
])('tells %s', async (_says, bytes, type) => {
  expect(await typeOf(bytes)).toBe(type);
});

it('tells a workbook with all its parts', async () => {
  expect(await typeOf(xlsxOf(xlsxRow(1, 'Film', 'Buyer')))).toBe(XLSX);
});

it('says something of any bytes, also of those that begin like a document and end anyhow', async () => {
  const beginnings = [
    '',
    '504b0304',
    'd0cf11e0a1b11ae1',
    '00000018667479706d696631',
    '255044462d',
    '46726f6d3a20610d0a446174653a20',
  ];
  const some = fc.tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 1_200 }), fc.boolean());
  await fc.assert(
    fc.asyncProperty(some, async ([beginning, rest, isArchive]) => {
      const end = isArchive ? Buffer.from('504b0506', 'hex') : Buffer.alloc(0);
      const tail = Buffer.concat([Buffer.from(rest), end, Buffer.from(rest.subarray(0, 18))]);
      expect(await typeOf(Buffer.concat([Buffer.from(beginning, 'hex'), tail]))).toMatch(/^[a-z]+\/[a-z0-9.-]+$/);
    }),
    { numRuns: 2_000 },
  );
});
