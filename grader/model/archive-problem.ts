/** Why an archive that was handed in is not unpacked. Paths are as the archive has them: strangers chose them. */

/** What a file is that cannot be unpacked, told by its first bytes; `gzip` is one without a tar in it. */
export type OtherFormat = 'rar' | '7z' | 'gzip' | 'bzip2' | 'xz' | 'exe' | 'pdf' | 'unknown';

export type ArchiveProblem =
  | { readonly code: 'EMPTY_FILE' }
  | { readonly code: 'NOT_A_ZIP'; readonly format: OtherFormat }
  /** It begins as an archive does, and its end is not there. */
  | { readonly code: 'TRUNCATED' }
  /** Its parts contradict each other; `path` is the file in it that cannot be read, null when it is more than one file. */
  | { readonly code: 'DAMAGED'; readonly path: string | null }
  | { readonly code: 'ENCRYPTED' }
  /** One of the pieces of an archive that was split. */
  | { readonly code: 'SPLIT' }
  | { readonly code: 'UNSUPPORTED_COMPRESSION'; readonly path: string }
  | { readonly code: 'NO_FILES' }
  /** `folder` is one that is generated, and most of what there is too much of. */
  | { readonly code: 'TOO_MANY_ENTRIES'; readonly limit: number; readonly folder: string | null }
  /** The archive itself, or all that is in it together. */
  | { readonly code: 'TOO_LARGE'; readonly limitBytes: number }
  | { readonly code: 'FILE_TOO_LARGE'; readonly path: string; readonly limitBytes: number }
  /** More comes out of it than anything that students write; `path` is null when it is the whole archive. */
  | { readonly code: 'TOO_DENSE'; readonly path: string | null }
  | { readonly code: 'TOO_DEEP'; readonly path: string; readonly limit: number }
  | { readonly code: 'PATH_TOO_LONG'; readonly path: string; readonly limitBytes: number }
  /** A link, a device, a pipe: nothing that a submission needs. */
  | { readonly code: 'NO_PLAIN_FILE'; readonly path: string }
  | { readonly code: 'PATH_OUTSIDE'; readonly path: string }
  /** A name that is a device on Windows, such as `nul.txt`. */
  | { readonly code: 'RESERVED_NAME'; readonly path: string }
  | { readonly code: 'UNPRINTABLE_NAME'; readonly path: string }
  /** Two names that are one on some system. */
  | { readonly code: 'SAME_NAME'; readonly path: string; readonly other: string };
