// System calls that glibc declares under _GNU_SOURCE only, which Swift's module of it does not define.
#ifndef TAILRACE_CLINUX_H
#define TAILRACE_CLINUX_H

#include <sys/types.h>

#define TAILRACE_RENAME_NOREPLACE 1u
#define TAILRACE_RENAME_EXCHANGE 2u

extern int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
extern ssize_t copy_file_range(int from, off_t *from_offset, int to, off_t *to_offset, size_t length, unsigned int flags);

#endif
