import { commandLine } from '../src/model/command-line.ts';
import { formatDeepLink } from '../src/model/deep-link.ts';
import { currentPlace, type Place } from '../src/store/places.ts';
import { choose } from './choose.ts';
import { copyText } from './copy-text.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from './parts.ts';
import { linkHere } from './place-link.ts';

const noLink = 'no link leads to this screen';

/** Asks what of the screen is to be copied: the link to it, or the command that shows the same. */
export const copyHere: ScreenCommand = {
  disabledReason: (parts) => (linkHere(parts) === null ? noLink : null),
  run(parts) {
    const link = linkHere(parts);
    if (link === null) return;
    const text = formatDeepLink(link);
    const command = commandHere(parts);
    const choices = [
      { key: 'l', label: 'link', text, what: 'the link' },
      ...(command === null ? [] : [{ key: 'c', label: 'command', text: command, what: 'the command' }]),
    ];
    choose(
      parts,
      'Copy what?',
      choices.map((one) => ({ ...one, take: () => copyText(parts, one.text, one.what) })),
      0,
      choices.map((one) => one.text),
    );
  },
};

/** Says the link of what is on the screen: no web address of it is documented, so none can be opened. */
export const sayLink: ScreenCommand = {
  disabledReason: (parts) => (linkHere(parts) === null ? noLink : null),
  run(parts) {
    const link = linkHere(parts);
    if (link === null) return;
    const message = `${formatDeepLink(link)}   No web page of it is known; Y copies this link, “vfjobs open” opens it.`;
    parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
  },
};

/** The command line that shows what the screen shows; null where there is none. */
function commandHere(parts: ConsoleParts): string | null {
  const { places, connection } = stateOf(parts);
  const words = wordsFor(currentPlace(places));
  return words === null ? null : commandLine(['vfjobs', ...words, '--context', connection.contextName]);
}

function wordsFor(place: Place): readonly string[] | null {
  switch (place.screen) {
    case 'batch':
      return ['batch', place.batchId];
    case 'batches':
    case 'targets':
      return [place.screen];
    default:
      return null;
  }
}
