/**
 * Text from objects, files and servers as it may be shown on a terminal: what would move the cursor, change colours or
 * turn the direction of writing is shown as a replacement character. Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, '\u{fffd}');
}
