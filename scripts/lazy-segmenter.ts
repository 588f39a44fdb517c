const { Segmenter } = Intl;

/**
 * Stands in for `Intl.Segmenter` in the bundle, where a dozen modules make one while they load. The first
 * real one takes 12 ms, and plain text never asks for it.
 */
export class LazySegmenter {
  readonly #make: () => Intl.Segmenter;
  #real: Intl.Segmenter | null = null;

  constructor(...options: ConstructorParameters<typeof Segmenter>) {
    this.#make = () => new Segmenter(...options);
  }

  segment(text: string): Intl.Segments {
    this.#real ??= this.#make();
    return this.#real.segment(text);
  }
}
