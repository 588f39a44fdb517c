/** Whether a context that starts read-only may be written to for a while. */
export interface ArmingState {
  /** The console was started with `--read-only`: nothing lifts that. */
  readonly isLocked: boolean;
  readonly armed: {
    /** Of no other context. */
    readonly contextName: string;
    /** Epoch ms. */
    readonly until: number;
  } | null;
}
