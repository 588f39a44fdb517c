import type { Hono } from 'hono';
import type { Access } from '../model/capabilities.ts';
import type { Refusal } from './refusal.ts';

/** What the gate found out about a request that may go on. */
export interface Grant {
  readonly access: Access;
  /** It has no token but a ticket: it may do what that is for, and nothing else. */
  readonly byTicket: boolean;
}

/** What the gate says about a request. */
export type Verdict =
  | { readonly grant: Grant; readonly refusal: null }
  | { readonly grant: null; readonly refusal: Refusal };

/** The application, whose routes see what the gate granted. */
export type App = Hono<{ Bindings: Pick<Grant, 'access'> }>;
