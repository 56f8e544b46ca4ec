/** Preloaded into a process: its clock runs, but CLOCK_SET_BACK milliseconds behind. */
const behind = Number(process.env.CLOCK_SET_BACK);
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() - behind);
    else super(...args);
  }
  static now() {
    return RealDate.now() - behind;
  }
};
