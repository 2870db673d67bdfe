/** A value that is there as JSON text already. Who knows it sends the text; to everybody else it is what it says. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** The JSON text of an answer, whose parts may be there as text already. */
export function stringifyAnswer(answer: object): string {
  let members = '';
  for (const [name, value] of Object.entries(answer) as [string, unknown][]) {
    const text = value instanceof JsonText ? value.text : JSON.stringify(value);
    if (text !== undefined) members += `${members && ','}${JSON.stringify(name)}:${text}`;
  }
  return `{${members}}`;
}
