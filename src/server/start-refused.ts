/** The portal does not start, and the person who started it can mend why: each sentence is for them. */
export class StartRefused extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super('start refused');
    this.name = 'StartRefused';
    this.sentences = sentences;
  }
}
