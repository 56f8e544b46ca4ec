/** What the command line shows, for other programs that speak to people. */
export { failureOf } from './failure';
export { slateInWords } from './output/slate';
export { watchedLog } from './watched-log';
