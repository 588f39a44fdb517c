/** Tells an executor that whoever started it has left: it ends soon, unless somebody else uses it. */
export const releaseSignal = 'SIGUSR2';
