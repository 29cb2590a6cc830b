/** The class as Moodle gives it to download: one archive, in it a folder for each student, in that what they handed in. */
import type { Member } from './part.ts';
import { zipped } from './zip.ts';

export function download(members: readonly Member[]): Promise<Buffer> {
  return zipped(
    members.map(({ id, name, part }) => ({
      path: `${name}_${id}_assignsubmission_file/${part.file}`,
      content: part.bytes,
    })),
  );
}
