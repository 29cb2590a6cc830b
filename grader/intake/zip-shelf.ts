/** The one large zip that a platform gives: its names at once, its files when somebody wants them. */
import { listZipOnDisk, type ZipMember } from '../archive/zip-on-disk.ts';
import { partsOf, treeOf } from './branch.ts';
import type { Part } from './reading.ts';
import { below, type Shelf } from './shelf.ts';

type Placed = { readonly parts: readonly string[]; readonly member: ZipMember };

/** Throws ArchiveRefused when it cannot be read. */
export async function openZipShelf(file: string): Promise<Shelf> {
  const members = await listZipOnDisk(file);
  const placed = members.map((member): Placed => ({ parts: partsOf(member.name), member }));
  const byTop = Map.groupBy(placed, ({ parts }) => parts[0] ?? '');
  return {
    ...treeOf(members),
    collect: async ({ path, as }, collecting) => {
      const wanted = partsOf(path);
      const near = wanted.length === 0 ? placed : (byTop.get(wanted[0] ?? '') ?? []);
      for (const { parts, member } of near) {
        if (member.kind === 'folder' || !startsWith(parts, wanted)) continue;
        const inside = parts.slice(wanted.length).join('/');
        await collecting.add(inside === '' ? as : below(as, inside), member.read);
      }
    },
  };
}

function startsWith(parts: readonly string[], wanted: Part['path'][]): boolean {
  return parts.length >= wanted.length && wanted.every((part, index) => parts[index] === part);
}
