// An error with a code is shown with it. The message should say what happened and what helps.
class OvenError extends Error {
  override readonly name = 'OvenError';
  readonly code = 'OVEN_COLD';
}

export default {
  name: 'Bake without heat',
  description: 'Always fails, with a clear error.',

  async run() {
    console.log('opening the oven');
    console.error('oven at 21 °C, needed: 230 °C');
    throw new OvenError('The oven is cold (21 °C). Switch it on an hour before baking.');
  },
};
