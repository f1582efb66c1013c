/*
 * Preloaded into a process under test. Sees every write, truncation, sync, rename and removal below SHIM_ROOT and
 *  - writes them down in SHIM_TRACE, so that a power cut can be played at any of them (see power.ts);
 *  - lets the disk be full from the n-th write on: only what is freed afterwards can be written again;
 *  - kills the process at the n-th write.
 * Commands come as names opened below "/shim/": full/N/BYTES, kill/N, off. They are counted from there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FD 4096

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, SYNC_FOLDER };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[4096];
static size_t root_length;
static int trace_fd = -1;
static int is_ready;
/* Inode under test behind a descriptor; 0: none of ours. */
static ino_t inode_of[MAX_FD];
static char is_folder[MAX_FD];
static char *name_of[MAX_FD];

static long writes;
static long full_at = -1;
static long long room;
static long kill_at = -1;

#define REAL(name, ...)                                        \
  static __typeof__(name) *real;                               \
  if (!real) real = (__typeof__(real))dlsym(RTLD_NEXT, #name); \
  __VA_ARGS__

static void set_up(void) {
  if (is_ready) return;
  is_ready = 1;
  const char *folder = getenv("SHIM_ROOT");
  const char *trace = getenv("SHIM_TRACE");
  if (!folder) return;
  strncpy(root, folder, sizeof root - 1);
  root_length = strlen(root);
  if (trace) trace_fd = syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
  set_up();
  return root_length > 0 && path && strncmp(path, root, root_length) == 0;
}

/* op, inode, offset, length, name length; then the name, then the bytes. */
static void note(uint8_t op, uint64_t inode, uint64_t offset, const void *bytes, uint64_t length, const char *name) {
  if (trace_fd < 0) return;
  struct __attribute__((packed)) { uint8_t op; uint64_t inode, offset, length; uint32_t name_length; } head =
    { op, inode, offset, length, name ? strlen(name) : 0 };
  struct iovec parts[3] = { { &head, sizeof head }, { (void *)name, head.name_length }, { (void *)bytes, bytes ? length : 0 } };
  if (syscall(SYS_writev, trace_fd, parts, 3) < 0) abort();
}

/* Commands are counted from the moment they come. */
static int command(const char *path) {
  if (!path || strncmp(path, "/shim/", 6) != 0) return 0;
  pthread_mutex_lock(&lock);
  long long bytes = 0;
  full_at = kill_at = -1;
  if (sscanf(path, "/shim/full/%ld/%lld", &full_at, &bytes) >= 1) room = bytes;
  else sscanf(path, "/shim/kill/%ld", &kill_at);
  writes = 0;
  pthread_mutex_unlock(&lock);
  return 1;
}

static void opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MAX_FD) return;
  inode_of[fd] = 0;
  if (!is_ours(path) || strstr(path, "-shm")) return;
  struct stat facts;
  if (fstat(fd, &facts) != 0) return;
  inode_of[fd] = facts.st_ino;
  is_folder[fd] = S_ISDIR(facts.st_mode);
  free(name_of[fd]);
  name_of[fd] = strdup(path + root_length);
  if (is_folder[fd]) return;
  if (flags & O_CREAT) note(OPEN, facts.st_ino, 0, NULL, 0, name_of[fd]);
  if (flags & O_TRUNC) note(TRUNCATE, facts.st_ino, 0, NULL, 0, NULL);
}

static ino_t ours(int fd) { return fd >= 0 && fd < MAX_FD ? inode_of[fd] : 0; }

/* Counts a write; 0 where it may go on, else the error that the disk gives. */
static int refusal(int fd, off_t offset, size_t length) {
  size_t name_length = strlen(name_of[fd]);
  if (name_length >= 5 && strcmp(name_of[fd] + name_length - 5, "/acks") == 0) return 0; /* the observer's own */
  writes += 1;
  writes += 1;
  if (kill_at >= 0 && writes >= kill_at) kill(getpid(), SIGKILL);
  if (full_at < 0 || writes < full_at) return 0;
  struct stat facts;
  if (fstat(fd, &facts) != 0) return 0;
  long long grows = (long long)offset + (long long)length - (long long)facts.st_size;
  if (grows <= 0) return 0;
  if (grows > room) return ENOSPC;
  room -= grows;
  return 0;
}

#define OPENED(call, path, flags)                       \
  if (command(path)) { errno = ENOENT; return -1; }     \
  pthread_mutex_lock(&lock);                            \
  int fd = call;                                        \
  int kept = errno;                                     \
  opened(fd, path, flags);                              \
  pthread_mutex_unlock(&lock);                          \
  errno = kept;                                         \
  return fd;

static mode_t mode_in(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }
#define MODE va_list rest; va_start(rest, flags); mode_t mode = mode_in(flags, rest); va_end(rest)

int open(const char *path, int flags, ...) { REAL(open) MODE; OPENED(real(path, flags, mode), path, flags) }
int open64(const char *path, int flags, ...) { REAL(open64) MODE; OPENED(real(path, flags, mode), path, flags) }
int openat(int at, const char *path, int flags, ...) { REAL(openat) MODE; OPENED(real(at, path, flags, mode), path, flags) }

int close(int fd) {
  REAL(close)
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < MAX_FD) inode_of[fd] = 0;
  int code = real(fd);
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return code;
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset, int moves) {
  pthread_mutex_lock(&lock);
  if (moves) offset = lseek(fd, 0, SEEK_CUR);
  int why = refusal(fd, offset, length);
  ssize_t done = -1;
  if (why == 0) {
    done = moves ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    why = errno;
    if (done > 0) note(WRITE, inode_of[fd], offset, bytes, done, NULL);
  }
  pthread_mutex_unlock(&lock);
  errno = why;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!ours(fd)) { REAL(write) return real(fd, bytes, length); }
  return written(fd, bytes, length, 0, 1);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  if (!ours(fd)) { REAL(pwrite) return real(fd, bytes, length, offset); }
  return written(fd, bytes, length, offset, 0);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  if (!ours(fd)) { REAL(pwrite64) return real(fd, bytes, length, offset); }
  return written(fd, bytes, length, offset, 0);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (!ours(fd)) { REAL(writev) return real(fd, parts, count); }
  ssize_t all = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = written(fd, parts[i].iov_base, parts[i].iov_len, 0, 1);
    if (done < 0) return all > 0 ? all : -1;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  if (!ours(fd)) { REAL(pwritev) return real(fd, parts, count, offset); }
  ssize_t all = 0;
  for (int i = 0; i < count; i++) {
    ssize_t done = written(fd, parts[i].iov_base, parts[i].iov_len, offset + all, 0);
    if (done < 0) return all > 0 ? all : -1;
    all += done;
    if ((size_t)done < parts[i].iov_len) break;
  }
  return all;
}

static int truncated(int fd, off_t length) {
  pthread_mutex_lock(&lock);
  struct stat facts;
  int why = 0, code = -1;
  if (fstat(fd, &facts) == 0 && length > facts.st_size) why = refusal(fd, 0, length);
  if (why == 0) {
    code = syscall(SYS_ftruncate, fd, length);
    why = errno;
    if (code == 0) {
      if (length < facts.st_size && full_at >= 0 && writes >= full_at) room += facts.st_size - length;
      note(TRUNCATE, inode_of[fd], length, NULL, 0, NULL);
    }
  }
  pthread_mutex_unlock(&lock);
  errno = why;
  return code;
}
int ftruncate(int fd, off_t length) {
  if (!ours(fd)) { REAL(ftruncate) return real(fd, length); }
  return truncated(fd, length);
}
int ftruncate64(int fd, off64_t length) {
  if (!ours(fd)) { REAL(ftruncate64) return real(fd, length); }
  return truncated(fd, length);
}

/* A log's room is asked for by this; the file grows by it. */
int posix_fallocate(int fd, off_t offset, off_t length) {
  if (!ours(fd)) { REAL(posix_fallocate) return real(fd, offset, length); }
  return EINVAL;
}

static int synced(int fd, long call) {
  ino_t inode = ours(fd);
  int code = syscall(call, fd);
  if (!inode || code != 0) return code;
  pthread_mutex_lock(&lock);
  if (is_folder[fd]) note(SYNC_FOLDER, 0, 0, NULL, 0, name_of[fd]);
  else note(SYNC, inode, 0, NULL, 0, NULL);
  pthread_mutex_unlock(&lock);
  return code;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int rename(const char *from, const char *to) {
  REAL(rename)
  pthread_mutex_lock(&lock);
  int code = real(from, to);
  int kept = errno;
  if (code == 0 && is_ours(to)) note(RENAME, 0, 0, to + root_length, strlen(to + root_length), from + root_length);
  pthread_mutex_unlock(&lock);
  errno = kept;
  return code;
}

static int removed(const char *path, int at, int flags, int is_at) {
  pthread_mutex_lock(&lock);
  struct stat facts;
  int known = is_ours(path) && stat(path, &facts) == 0;
  int code = is_at ? syscall(SYS_unlinkat, at, path, flags) : syscall(SYS_unlink, path);
  int kept = errno;
  if (code == 0 && known && !strstr(path, "-shm")) {
    if (full_at >= 0 && writes >= full_at) room += facts.st_size;
    note(UNLINK, 0, 0, NULL, 0, path + root_length);
  }
  pthread_mutex_unlock(&lock);
  errno = kept;
  return code;
}
int unlink(const char *path) { return removed(path, 0, 0, 0); }
int unlinkat(int at, const char *path, int flags) { return removed(path, at, flags, 1); }
