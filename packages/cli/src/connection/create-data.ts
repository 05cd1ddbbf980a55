import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createCore, dataFile, initialise, lockData, openDatabase } from '@entente/server';
import { Failure, usageFailure } from '../failure.ts';
import { firstMember } from './data-connection.ts';

type NewCoalition = Parameters<typeof initialise>[1];

/** Makes a coalition in a data folder, which may be there if it is empty; answers the first member. */
export async function createData(data: string, coalition: NewCoalition): Promise<{ id: string; name: string }> {
  if (!/^[^@\s]+@[^@\s]+$/.test(coalition.admin.email)) {
    throw usageFailure(`${coalition.admin.email} is no e-mail address`, 'The administrator signs in with one.');
  }
  const file = dataFile(data);
  if (existsSync(file)) {
    throw new Failure(
      `${data} holds a coalition already`,
      'Choose another folder, or serve this one: entente serve --data DIR',
    );
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  using _lock = lockData(data);
  try {
    using database = openDatabase(file);
    await initialise(database, coalition);
    const core = createCore(database);
    return core.memberRefs.of(firstMember(core));
  } catch (error) {
    // Half a coalition would be neither usable nor empty.
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    throw error;
  }
}
