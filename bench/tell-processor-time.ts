// Loaded into a server before anything else: tells whoever started it how much processor time it has used.
process.on('message', () => process.send?.(process.cpuUsage()));
process.channel?.unref();
