/**
 * Value that is already JSON text. `stringifyAnswer` writes the text without changes. Other code gets the parsed value
 * from `toJSON`.
 */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** Returns the JSON text of a response. Parts of it may already be text. */
export function stringifyAnswer(answer: object): string {
  let members = '';
  for (const [name, value] of Object.entries(answer) as [string, unknown][]) {
    const text = value instanceof JsonText ? value.text : JSON.stringify(value);
    if (text !== undefined) members += `${members && ','}${JSON.stringify(name)}:${text}`;
  }
  return `{${members}}`;
}
