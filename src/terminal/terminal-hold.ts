import type { ReadStream } from 'node:tty';
import { releaseMouse, takeMouse } from './mouse.ts';
import { releaseScreen, takeScreen } from './screen-modes.ts';
import type { StrayOutput } from './stray-output.ts';

/** Whether the terminal is ours, and the ways between. */
export interface TerminalHold {
  readonly isHeld: boolean;
  /** Takes screen and keyboard; nothing when they are held. */
  take(): void;
  /** Gives both back as they were found; nothing when they are not held. */
  release(): void;
  /** Takes them again although they seem held: after a stop, another program may have changed them. */
  retake(): void;
  /** Whether the terminal is asked for clicks and the wheel while it is ours. */
  setMouse(isOn: boolean): void;
}

export interface HeldTerminal {
  readonly stdin: Pick<ReadStream, 'setRawMode' | 'resume' | 'pause'>;
  readonly stray: StrayOutput;
  write(bytes: string): void;
}

export function createTerminalHold({ stdin, stray, write }: HeldTerminal): TerminalHold {
  let isHeld = false;
  let hasMouse = false;
  const setRaw = (isRaw: boolean) => {
    try {
      stdin.setRawMode(isRaw);
    } catch {
      // The terminal is gone (EIO): there is nothing left to set, and its hangup ends the session.
    }
  };
  const hold: TerminalHold = {
    get isHeld() {
      return isHeld;
    },
    take() {
      if (isHeld) return;
      isHeld = true;
      stray.begin();
      setRaw(true);
      stdin.resume();
      write(hasMouse ? takeScreen + takeMouse : takeScreen);
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      write(releaseScreen);
      stdin.pause();
      setRaw(false);
      stray.end();
    },
    retake() {
      // libuv sets the mode only when it believes that it changes.
      setRaw(false);
      isHeld = false;
      hold.take();
    },
    setMouse(isOn) {
      if (isOn === hasMouse) return;
      hasMouse = isOn;
      if (isHeld) write(isOn ? takeMouse : releaseMouse);
    },
  };
  return hold;
}
