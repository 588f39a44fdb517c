/** Takes the screen: alternate screen, no cursor, no wrapping at the right edge, pastes marked, focus told. */
export const takeScreen = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[?1004h';

/** Undoes all that a session may have set: sync, scroll region, style, mouse, focus reports, paste marks, wrap, screen, cursor. */
export const releaseScreen =
  '\x1b[?2026l\x1b[r\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h';
