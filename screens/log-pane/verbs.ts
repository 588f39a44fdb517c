import { momentOf } from '../../src/model/time-words.ts';
import { detailLog } from '../../src/store/detail-log.ts';
import { showMoment } from '../../src/store/link-log.ts';
import { type LogHost, logOf } from '../../src/store/log-host.ts';
import { currentPlace } from '../../src/store/places.ts';
import { mergedLog } from '../../src/store/read-merged.ts';
import { filterLog } from '../../src/store/search-log.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';

const times = '10m ago as 10m, 12:03, 12:03:41Z or a date';

/** Words of the palette for the log on the screen. */
export const logVerbs: readonly PaletteVerb[] = [
  inLog('at', 'TIME', `Move the log to a time: ${times}`, (parts, host, argument) => {
    const at = momentOf(argument, parts.model.clock.now());
    if (at === null) return `“${argument}” is no time: ${times}`;
    void showMoment(parts.model, host, at, () => hostHere(parts) === host);
    return null;
  }),
  inLog(
    'span',
    '[FROM [TO]]',
    'Show only lines of a span of time; alone: of any',
    (parts, host, argument) => {
      const [from, to, ...rest] = argument.split(/\s+/).filter((word) => word !== '');
      const now = parts.model.clock.now();
      const first = from === undefined ? null : momentOf(from, now);
      const last = to === undefined ? Number.POSITIVE_INFINITY : momentOf(to, now);
      if ((from !== undefined && first === null) || last === null || rest.length > 0) {
        return `“${argument}” is no span: one time or two, each ${times}`;
      }
      filterLog(parts.model, host, { span: first === null ? null : { from: first, to: last } });
      return null;
    },
  ),
  inLog(
    'fields',
    '[NAME,NAME…]',
    'Show only these fields of JSON lines; alone: all',
    (parts, host, argument) => {
      const fields = argument.split(/[\s,]+/).filter((name) => name !== '');
      host.patch(parts.model, { fields: fields.length === 0 ? null : fields, raw: false });
      return null;
    },
  ),
];

function inLog(
  name: string,
  argument: string,
  text: string,
  run: (parts: ConsoleParts, host: LogHost, argument: string) => string | null,
): PaletteVerb {
  return {
    name,
    argument,
    text,
    run(parts, given) {
      const host = hostHere(parts);
      return host === null ? 'no log is on the screen' : run(parts, host, given.trim());
    },
  };
}

/** The log on the screen; null where there is none. */
function hostHere(parts: ConsoleParts): LogHost | null {
  const { screen } = currentPlace(stateOf(parts).places);
  const host = screen === 'run' ? detailLog : screen === 'logs' ? mergedLog : null;
  return host === null || logOf(parts.model, host) === null ? null : host;
}
