/* What the compiler of a newer system takes for granted of its C library, for one that has only glibc 2.28. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

#define OURS __attribute__((visibility("hidden")))

/* The layout of struct stat by which the functions below are asked (_STAT_VER, bits/stat.h before 2.33). */
#ifdef __x86_64__
#define STAT_VERSION 1
#else
#define STAT_VERSION 0
#endif

/* Functions of their own since 2.33. */
extern int __xstat64(int version, const char *path, void *into);
extern int __lxstat64(int version, const char *path, void *into);
extern int __fxstat64(int version, int file, void *into);
OURS int stat64(const char *path, void *into) { return __xstat64(STAT_VERSION, path, into); }
OURS int lstat64(const char *path, void *into) { return __lxstat64(STAT_VERSION, path, into); }
OURS int fstat64(int file, void *into) { return __fxstat64(STAT_VERSION, file, into); }

/* Since 2.32, read by libstdc++ to save atomic operations: never saved here. */
OURS char __libc_single_threaded = 0;

/* Since 2.36, called by libstdc++'s random_device. */
OURS uint32_t arc4random(void) {
  uint32_t number;
  if (getrandom(&number, sizeof number, 0) != sizeof number) abort();
  return number;
}
