/** Who is shown which confidential offer: recorded before it is shown. */
export { disclosures, type Disclosures, type DisclosureSources, type ShownMoment, type Viewer } from './disclosures';
