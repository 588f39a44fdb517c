/** How the client hears of changes, and how that goes. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'polling'; readonly reason: string }
  | { readonly kind: 'offline'; readonly reason: string; readonly nextTryAt: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly fix: string | undefined };
