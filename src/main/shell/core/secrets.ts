const MAX_INPUT_CHARS = 1_000;
const [ENTER, NEWLINE, BACKSPACE, DELETE, INTERRUPT, END] = ['\r', '\n', '\b', '\x7f', '\x03', '\x04'];

/** Secrets come as lines of the standard input: no argument and no variable of the environment, which others can read. */
export async function linesOf(input: NodeJS.ReadableStream, count: number): Promise<string[]> {
  if (count === 0) return [];
  let text = '';
  input.setEncoding('utf8');
  for await (const piece of input) {
    text += String(piece);
    if (text.split('\n').length > count || text.length > MAX_INPUT_CHARS) break;
  }
  return text.split(/\r?\n/).slice(0, count);
}

/** Asks a person at a terminal; what is typed is not shown. Empty where they break it off. */
export function askSecret(
  question: string,
  terminal: NodeJS.ReadableStream & { setRawMode(isRaw: boolean): unknown },
  out: NodeJS.WritableStream,
): Promise<string> {
  out.write(question);
  terminal.setRawMode(true);
  terminal.setEncoding('utf8');
  return new Promise((resolve) => {
    let typed = '';
    const end = (answer: string): void => {
      terminal.off('data', take);
      terminal.setRawMode(false);
      terminal.pause();
      out.write('\n');
      resolve(answer);
    };
    const take = (piece: string): void => {
      for (const key of piece) {
        if (key === ENTER || key === NEWLINE) return end(typed);
        if (key === INTERRUPT || key === END) return end('');
        if (key === BACKSPACE || key === DELETE) typed = typed.slice(0, -1);
        else if (typed.length < MAX_INPUT_CHARS) typed += key;
      }
    };
    terminal.on('data', take);
    terminal.resume();
  });
}
