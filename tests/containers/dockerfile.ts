/** One instruction of a Dockerfile: `RUN`, `COPY` and so on, with its arguments as written. */
export interface Instruction {
  name: string;
  text: string;
}

export interface Stage {
  /** The name after AS, or the number of the stage. */
  name: string;
  instructions: Instruction[];
}

/** Reads the stages of a Dockerfile. Heredocs are not supported. */
export function readDockerfile(source: string): Stage[] {
  const stages: Stage[] = [];
  const lines = source.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ');
  for (const line of lines.split('\n')) {
    const [, name, text] = /^\s*([A-Za-z]+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (!name || !text) continue;
    if (name.toUpperCase() === 'FROM') {
      stages.push({ name: / as (\S+)$/i.exec(text)?.[1] ?? String(stages.length), instructions: [] });
    } else stages.at(-1)?.instructions.push({ name: name.toUpperCase(), text });
  }
  return stages;
}

/** Reads a list of arguments in JSON or separated by spaces. */
export function readWords(text: string): string[] {
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : text.split(/\s+/);
}
