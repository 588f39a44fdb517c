// Loaded before the program: its clock stands still at the time of the story, so that frames are the same
// at every time. Timers go on as ever.
const now = Number(process.env.VFJOBS_TEST_NOW);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now);
    else super(...parts);
  }
  static now() {
    return now;
  }
};
