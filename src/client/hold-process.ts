const longestDelayMs = 2_147_483_647;

/** Keeps the process alive, as an open socket would, until the returned function is called. */
export function holdProcess(): () => void {
  const timer = setInterval(() => {}, longestDelayMs);
  return () => clearInterval(timer);
}
