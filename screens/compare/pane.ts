import { stateOf } from '../parts.ts';
import { textPane } from '../text-pane.ts';
import { comparisonRows } from './view.ts';

/** The text of a comparison, scrolled as the state says. */
export const comparePane = textPane(
  (parts, width) => {
    const { comparison } = stateOf(parts);
    return comparison === null ? [] : comparisonRows(comparison, width);
  },
  ({ comparison }) => ({ top: comparison?.top ?? 0, stop: comparison?.stop ?? null }),
  (parts, view) => {
    const { comparison } = stateOf(parts);
    if (comparison !== null) parts.model.store.setState({ comparison: { ...comparison, ...view } });
  },
);
