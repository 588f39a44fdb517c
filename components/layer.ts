import { createContext } from 'react';

/** How many dialogs a piece lies in: 0 on the screen itself. A dialog hides the panes of lower layers. */
export const LayerContext = createContext(0);
