/*
 * A disk that can be watched and broken. Preloaded (LD_PRELOAD) into a process, it stands between that process and the
 * files of one folder: it counts the calls that change or sync them, writes each to a trace in the order in which they
 * happened, and lets calls fail when told to. Everything outside the folder goes through untouched.
 *
 *   DISK_SHIM_FOLDER   absolute path of the folder, without links
 *   DISK_SHIM_CONTROL  file of eight 64-bit numbers (struct control), shared with whoever commands the disk
 *   DISK_SHIM_TRACE    file the trace is appended to; none when it is not set
 *   DISK_SHIM_BRIEF    when set, the trace does not hold what was written
 *
 * The file `acknowledged` of the folder is traced, but neither counted nor failed: through it a process says, in the
 * order of the trace, what it has answered.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC = 2, TRUNCATE = 4, CREATE = 8, UNLINK = 16, RENAME = 32, MKDIR = 64, SYNC_FOLDER = 128 };

struct control {
  int64_t fail_at;    /* the how-manieth call of `fail_kinds` fails, counted from 1; 0: none */
  int64_t fail_errno; /* what it fails with */
  int64_t fail_count; /* how many calls fail from there on */
  int64_t fail_kinds; /* sum of kinds */
  int64_t calls;      /* calls of `fail_kinds` so far */
  int64_t writes;
  int64_t syncs;
  int64_t failed;     /* calls that were made to fail */
};

struct record {
  uint32_t kind;
  uint32_t name_length;
  int64_t offset;
  int64_t length;
  int32_t error;
  uint32_t data_length;
};

#define MAX_FILES 4096
#define ACKNOWLEDGED "acknowledged"

static const char *folder;
static size_t folder_length;
static struct control *control;
static int trace = -1;
static int is_brief;
static char *names[MAX_FILES];
static int is_folder[MAX_FILES];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
  static __typeof__(name) *real; \
  if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t real_write(int fd, const void *data, size_t length) {
  REAL(write);
  return real(fd, data, length);
}

static int real_open(const char *path, int flags, mode_t mode) {
  REAL(open64);
  return real(path, flags, mode);
}

__attribute__((constructor)) static void begin(void) {
  const char *control_file = getenv("DISK_SHIM_CONTROL");
  const char *trace_file = getenv("DISK_SHIM_TRACE");
  folder = getenv("DISK_SHIM_FOLDER");
  if (folder == NULL || control_file == NULL) return;
  folder_length = strlen(folder);
  is_brief = getenv("DISK_SHIM_BRIEF") != NULL;
  int fd = real_open(control_file, O_RDWR | O_CLOEXEC, 0);
  if (fd >= 0) {
    void *shared = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared != MAP_FAILED) control = shared;
    close(fd);
  }
  if (trace_file != NULL) trace = real_open(trace_file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* What `path` is called within the folder ("" for the folder itself); NULL when it lies elsewhere. */
static const char *name_of(const char *path) {
  if (control == NULL || path == NULL || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == '\0') return path + folder_length;
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *name_of_fd(int fd) {
  return control != NULL && fd >= 0 && fd < MAX_FILES ? names[fd] : NULL;
}

static int is_acknowledgement(const char *name) {
  const char *end = strrchr(name, '/');
  return strcmp(end == NULL ? name : end + 1, ACKNOWLEDGED) == 0;
}

static void note(enum kind kind, const char *name, int64_t offset, int64_t length, int error, const void *data, size_t data_length) {
  if (trace < 0) return;
  if (is_brief && kind == WRITE && !is_acknowledgement(name)) data_length = 0;
  struct record record = { kind, (uint32_t)strlen(name), offset, length, error, (uint32_t)data_length };
  real_write(trace, &record, sizeof record);
  real_write(trace, name, record.name_length);
  if (data_length > 0) real_write(trace, data, data_length);
}

/* The error that this call is to fail with; 0 when it may go on. */
static int failure(enum kind kind, const char *name) {
  if (is_acknowledgement(name)) return 0;
  if (kind == WRITE) control->writes += 1;
  if (kind == SYNC || kind == SYNC_FOLDER) control->syncs += 1;
  if ((control->fail_kinds & kind) == 0) return 0;
  control->calls += 1;
  int64_t beyond = control->calls - control->fail_at;
  if (control->fail_at == 0 || beyond < 0 || beyond >= control->fail_count) return 0;
  control->failed += 1;
  return (int)control->fail_errno;
}

static int fail(int error) {
  errno = error;
  return -1;
}

static int opened(int fd, const char *path, int created) {
  const char *name = name_of(path);
  if (name == NULL || fd < 0 || fd >= MAX_FILES) return fd;
  struct stat status;
  pthread_mutex_lock(&mutex);
  free(names[fd]);
  names[fd] = strdup(name);
  is_folder[fd] = fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
  if (created) note(CREATE, name, 0, 0, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return fd;
}

static int open_file(const char *path, int flags, mode_t mode) {
  const char *name = name_of(path);
  if (name == NULL) return real_open(path, flags, mode);
  int creates = (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
  if (creates) {
    pthread_mutex_lock(&mutex);
    int error = failure(CREATE, name);
    pthread_mutex_unlock(&mutex);
    if (error != 0) return fail(error);
  }
  int fd = opened(real_open(path, flags, mode), path, creates);
  if (fd >= 0 && (flags & O_TRUNC) != 0 && !creates) {
    pthread_mutex_lock(&mutex);
    note(TRUNCATE, name, 0, 0, 0, NULL, 0);
    pthread_mutex_unlock(&mutex);
  }
  return fd;
}

#define WITH_MODE(flags) \
  mode_t mode = 0; \
  if (((flags) & (O_CREAT | O_TMPFILE)) != 0) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  WITH_MODE(flags)
  return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  WITH_MODE(flags)
  return open_file(path, flags, mode);
}

int close(int fd) {
  REAL(close);
  if (name_of_fd(fd) != NULL) {
    pthread_mutex_lock(&mutex);
    free(names[fd]);
    names[fd] = NULL;
    pthread_mutex_unlock(&mutex);
  }
  return real(fd);
}

static ssize_t write_at(int fd, const void *data, size_t length, int64_t offset, ssize_t (*go)(int, const void *, size_t, int64_t)) {
  const char *name = names[fd];
  pthread_mutex_lock(&mutex);
  int error = failure(WRITE, name);
  /* A write that fails has written some of it all the same. */
  ssize_t written = go(fd, data, error == 0 ? length : length / 2, offset);
  if (written > 0) note(WRITE, name, offset, written, 0, data, (size_t)written);
  pthread_mutex_unlock(&mutex);
  return error == 0 ? written : fail(error);
}

static ssize_t go_write(int fd, const void *data, size_t length, int64_t offset) {
  (void)offset;
  return real_write(fd, data, length);
}

static ssize_t go_pwrite(int fd, const void *data, size_t length, int64_t offset) {
  REAL(pwrite64);
  return real(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  if (name_of_fd(fd) == NULL) return real_write(fd, data, length);
  int64_t offset = (fcntl(fd, F_GETFL) & O_APPEND) != 0 ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
  return write_at(fd, data, length, offset, go_write);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  if (name_of_fd(fd) == NULL) return go_pwrite(fd, data, length, offset);
  return write_at(fd, data, length, offset, go_pwrite);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  if (name_of_fd(fd) == NULL) return go_pwrite(fd, data, length, offset);
  return write_at(fd, data, length, offset, go_pwrite);
}

static int sync_file(int fd, int (*go)(int)) {
  const char *name = name_of_fd(fd);
  if (name == NULL) return go(fd);
  enum kind kind = is_folder[fd] ? SYNC_FOLDER : SYNC;
  pthread_mutex_lock(&mutex);
  int error = failure(kind, name);
  int result = error == 0 ? go(fd) : fail(error);
  note(kind, name, 0, 0, result == 0 ? 0 : errno, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return result == 0 ? 0 : fail(error == 0 ? errno : error);
}

int fsync(int fd) {
  REAL(fsync);
  return sync_file(fd, real);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  return sync_file(fd, real);
}

static int truncate_to(int fd, int64_t length) {
  REAL(ftruncate64);
  const char *name = name_of_fd(fd);
  if (name == NULL) return real(fd, length);
  pthread_mutex_lock(&mutex);
  int error = failure(TRUNCATE, name);
  int result = error == 0 ? real(fd, length) : -1;
  if (result == 0) note(TRUNCATE, name, 0, length, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return error == 0 ? result : fail(error);
}

int ftruncate(int fd, off_t length) {
  return truncate_to(fd, length);
}

int ftruncate64(int fd, off64_t length) {
  return truncate_to(fd, length);
}

int unlink(const char *path) {
  REAL(unlink);
  const char *name = name_of(path);
  if (name == NULL) return real(path);
  pthread_mutex_lock(&mutex);
  int error = failure(UNLINK, name);
  int result = error == 0 ? real(path) : -1;
  if (result == 0) note(UNLINK, name, 0, 0, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return error == 0 ? result : fail(error);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  const char *name = name_of(from);
  const char *new_name = name_of(to);
  if (name == NULL || new_name == NULL) return real(from, to);
  pthread_mutex_lock(&mutex);
  int error = failure(RENAME, name);
  int result = error == 0 ? real(from, to) : -1;
  if (result == 0) note(RENAME, name, 0, 0, 0, new_name, strlen(new_name));
  pthread_mutex_unlock(&mutex);
  return error == 0 ? result : fail(error);
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  const char *name = name_of(path);
  if (name == NULL) return real(path, mode);
  pthread_mutex_lock(&mutex);
  int error = failure(MKDIR, name);
  int result = error == 0 ? real(path, mode) : -1;
  if (result == 0) note(MKDIR, name, 0, 0, 0, NULL, 0);
  pthread_mutex_unlock(&mutex);
  return error == 0 ? result : fail(error);
}
