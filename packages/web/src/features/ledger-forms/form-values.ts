/** What stands in a form; what is empty is absent. */
export class FormValues {
  readonly #data: FormData;
  constructor(form: HTMLFormElement) {
    this.#data = new FormData(form);
  }

  text(name: string): string | undefined {
    const value = String(this.#data.get(name) ?? '').trim();
    return value === '' ? undefined : value;
  }

  /** Where a control is required: its text. */
  must(name: string): string {
    return this.text(name) ?? '';
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }

  all(name: string): string[] {
    return this.#data.getAll(name).map(String).filter(Boolean);
  }

  /** Those of the names that are filled in, as they are. */
  texts<Name extends string>(...names: readonly Name[]): { [name in Name]?: string } {
    const found: { [name in Name]?: string } = {};
    for (const name of names) {
      const text = this.text(name);
      if (text !== undefined) found[name] = text;
    }
    return found;
  }
}
