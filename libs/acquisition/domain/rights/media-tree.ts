import type { Medium } from './block';

/** A branch of the media tree: a name that means all of its leaves. */
export interface MediaBranch {
  readonly name: string;
  readonly alsoCalled: readonly string[];
  readonly leaves: readonly Medium[];
}

/** The media tree, in its order. */
export const MEDIA_TREE: readonly MediaBranch[] = [
  { name: 'cinematic', alsoCalled: [], leaves: ['theatrical', 'non-theatrical', 'public video'] },
  { name: 'ancillary', alsoCalled: [], leaves: ['airline', 'ship', 'hotel'] },
  {
    name: 'physical video',
    alsoCalled: ['home video', 'DVD', 'DVD/Blu-ray', 'DVD & video', 'videogram'],
    leaves: ['video rental', 'video sale'],
  },
  { name: 'transactional', alsoCalled: [], leaves: ['PVOD', 'TVOD', 'EST'] },
  { name: 'subscription', alsoCalled: [], leaves: ['SVOD'] },
  { name: 'ad-supported', alsoCalled: ['ad-supported VOD', 'advertising-supported'], leaves: ['AVOD', 'FAST'] },
  { name: 'television', alsoCalled: ['TV'], leaves: ['pay TV', 'free TV'] },
  { name: 'other', alsoCalled: [], leaves: ['remake', 'sequel', 'merchandising', 'soundtrack'] },
];

/**
 * Words of the trade that mean several leaves, of one branch or more. On demand is whatever a viewer starts: bought, rented,
 * subscribed to or paid for by advertising. Streaming is what nobody pays for film by film; so a channel is part of it.
 */
export const MEDIA_TOGETHER: readonly Omit<MediaBranch, 'name'>[] = [
  { alsoCalled: ['VOD', 'video on demand', 'on demand'], leaves: ['PVOD', 'TVOD', 'EST', 'SVOD', 'AVOD'] },
  { alsoCalled: ['streaming'], leaves: ['SVOD', 'AVOD', 'FAST'] },
];

/** Every leaf of the tree, in its order. */
export const MEDIA: readonly Medium[] = MEDIA_TREE.flatMap(({ leaves }) => leaves);

/** What else the trade calls a leaf. */
export const MEDIA_ALSO_CALLED: Readonly<Record<Medium, readonly string[]>> = {
  theatrical: ['cinema', 'theaters', 'theatres'],
  'non-theatrical': ['nontheatrical'],
  'public video': [],
  airline: ['airlines', 'inflight', 'in-flight'],
  ship: ['ships', 'cruise ships'],
  hotel: ['hotels'],
  'video rental': ['rental', 'physical video rental', 'home video rental'],
  'video sale': ['video sales', 'sell-through', 'video sell-through', 'physical video sale', 'home video sale'],
  PVOD: ['premium VOD', 'premium video on demand'],
  TVOD: ['transactional video on demand', 'digital rental'],
  EST: ['electronic sell-through', 'download to own', 'DTO', 'digital sell-through'],
  SVOD: ['subscription VOD', 'subscription video on demand'],
  AVOD: ['advertising VOD', 'advertising video on demand', 'ad-supported video on demand'],
  FAST: ['free ad-supported streaming television', 'FAST channels'],
  'pay TV': ['pay television', 'premium pay TV'],
  'free TV': ['free television', 'free-to-air', 'free-to-air television', 'FTA'],
  remake: ['remakes'],
  sequel: ['sequels'],
  merchandising: ['merchandise'],
  soundtrack: ['soundtracks'],
};
