import { recordedText } from './recorded-text';

it('holds the sentence, and what it leaves out, each once, without accents and capitals', () => {
  const rights = {
    words: 'Benelux, SVOD',
    blocks: [{ territories: ['BE', 'LU', 'NL'], media: ['svod'] }],
    unresolved: ['a raft of territories'],
    territoryList: '2024-1',
  };
  const data = { buyer: 'Curzon', rights, terms: { guarantee: { kind: 'range', words: 'Low Six Figures' } } };
  const source = {
    kind: 'import',
    file: 'Käufe.xlsx',
    row: '7',
    cites: ['https://deadline.com/x'],
    kept: { née: 'Ø' },
  };
  expect(recordedText('Curzon offers low six figures for Benelux, SVOD', data, source).split('\n')).toEqual([
    'curzon offers low six figures for benelux, svod',
    'a raft of territories',
    'kaufe.xlsx',
    '7',
    'https://deadline.com/x',
    'ø',
  ]);
});

it('takes whatever was recorded', () => {
  expect(recordedText('Note: a', { text: 'a', changes: { minutes: null, exclusive: false, year: 2024 } })).toBe(
    'note: a',
  );
});
