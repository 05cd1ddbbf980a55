import type { Command } from 'commander';

/**
 * Names what a refusal is about as it was typed: `admin.email: must be …` as `--admin: must be …`, `title: …` as
 * `<title>: …`. What was not typed keeps its name.
 */
export function asTyped(message: string, command: Command | undefined): string {
  const [, path, reason] = /^([\w.]+): (.+)$/s.exec(message) ?? [];
  if (command === undefined || path === undefined || reason === undefined) return message;
  // The last part says most: `member.name` is what the option for the member's name holds.
  for (const part of path.split('.').reverse()) {
    // A password is read from a terminal or stdin: no option holds it.
    if (part === 'password') return `password: ${reason}`;
    const option = command.options.find((each) => each.attributeName() === part);
    if (option !== undefined) return `${option.long ?? option.short}: ${reason}`;
    if (command.registeredArguments.some((each) => each.name() === part)) return `<${part}>: ${reason}`;
  }
  return message;
}
