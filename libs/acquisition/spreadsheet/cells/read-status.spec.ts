import { readStatus } from './read-status';

it.each([
  ['Offer', 'offer'],
  ['pending', 'offer'],
  ['in negotiation', 'offer'],
  ['Countered', 'countered'],
  ['counter-offer', 'countered'],
  ['Verbal', 'accepted'],
  ['verbally agreed', 'accepted'],
  ['Accepted', 'accepted'],
  ['Signed', 'signed'],
  ['deal memo signed', 'signed'],
  ['Deal Memo', 'signed'],
  ['SOLD', 'signed'],
  ['Deal', 'signed'],
  ['Long form', 'long form'],
  ['long-form executed', 'long form'],
  ['licensed', 'long form'],
  ['Declined', 'declined'],
  ['Passed', 'declined'],
  ['offer declined', 'declined'],
  ['Lapsed', 'lapsed'],
  ['expired', 'lapsed'],
  ['withdrawn by buyer', 'withdrawn'],
])('%s is %s', (words, status) => {
  expect(readStatus(words)).toEqual({ value: status });
});

it.each(['maybe', 'not signed', 'not yet accepted', 'deal memo pending', 'unsigned memo', '???'])(
  '%s is refused with the words there are',
  (words) => {
    expect(readStatus(words)).toEqual({
      problem:
        'is no status that we know: write offer, countered, accepted, declined, lapsed, withdrawn, signed or long form',
    });
  },
);
