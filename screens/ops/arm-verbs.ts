import {
  armWriting,
  defaultArmMinutes,
  disarmWriting,
  lockReason,
  maxArmMinutes,
  startsReadReason,
} from '../../src/store/arming.ts';
import { askFirst } from '../../src/store/dialog.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';

const armVerb: PaletteVerb = {
  name: 'rw',
  argument: '[minutes]',
  text: `Arm writing in a context that starts read-only, ${defaultArmMinutes} minutes when no number is given`,
  run(parts, argument) {
    const minutes = argument.trim() === '' ? defaultArmMinutes : Number(argument);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > maxArmMinutes) {
      return `a number of minutes, 1…${maxArmMinutes}`;
    }
    const state = stateOf(parts);
    const locked = lockReason(state);
    if (locked !== null) return `${locked}: writing can’t be armed`;
    if (startsReadReason(state) === null) return 'this context can be written to already';
    askToArm(parts, minutes);
    return null;
  },
};

const disarmVerb: PaletteVerb = {
  name: 'ro',
  argument: '',
  text: 'End the armed writing: the context is read-only again',
  run(parts) {
    if (stateOf(parts).arming.armed === null) return 'writing is not armed';
    disarmWriting(parts.model.store);
    return null;
  },
};

export const armVerbs: readonly PaletteVerb[] = [armVerb, disarmVerb];

function askToArm(parts: ConsoleParts, minutes: number): void {
  const state = stateOf(parts);
  const { contextName, project } = state.connection;
  const where = `${contextName}${project === null ? '' : ` / ${project}`}`;
  const title = `Arm writing for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}?`;
  const lines = [
    `in ${where}: ${startsReadReason(state) ?? ''}`,
    'Every action is still asked for. It ends by itself, or with :ro.',
  ];
  const labels = { yes: 'arm it', no: 'stay read-only' };
  const arm = () => {
    // Another context has taken over while this was asked.
    if (stateOf(parts).connection.contextName === contextName) armWriting(parts.model, minutes);
  };
  parts.model.store.setState({ dialog: askFirst(title, lines, labels, arm) });
}
