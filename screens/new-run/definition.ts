import type { ScreenDefinition } from '../parts.ts';
import { pressInForm } from './press-in-form.ts';
import { NewRunScreen } from './screen.tsx';

export const newRunDefinition: ScreenDefinition = {
  Screen: NewRunScreen,
  commands: {},
  scopes: () => ['form'],
  press(parts, press) {
    pressInForm(parts, press);
    return true;
  },
  leave: (parts) => parts.ui.setState({ form: null }),
};
