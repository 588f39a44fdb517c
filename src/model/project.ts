export interface Project {
  /** UUID. */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Who the token belongs to. */
export interface Identity {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
}
