/* Makes the N-th write, sync or move of a database file fail, or ends the process there. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, KILL, TORN, FULL, BROKEN };

static long seen = 0, fail_at = 0;
static int mode = NONE;

void disk_faults_arm(long at, int how) { seen = 0; fail_at = at; mode = how; }
long disk_faults_seen(void) { return seen; }

/* The store, its copies in the making and what is noted of them. */
static int ours(const char *path) { return strstr(path, "mentoring") != NULL; }

static int watched(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* 1: fail with errno set; 2: write the half and end; 0: go on. */
static int strikes_now(void) {
    if (++seen != fail_at) return 0;
    if (mode == KILL) kill(getpid(), SIGKILL);
    if (mode == TORN) return 2;
    if (mode == FULL) errno = ENOSPC;
    if (mode == BROKEN) errno = EIO;
    return mode == FULL || mode == BROKEN;
}

static int strikes(int fd) { return watched(fd) ? strikes_now() : 0; }

#define REAL(name) static __typeof__(name) *real = NULL; if (!real) real = dlsym(RTLD_NEXT, #name)

#define WRITE_AT(name, offset_type) \
    ssize_t name(int fd, const void *data, size_t size, offset_type at) { \
        REAL(name); \
        int struck = strikes(fd); \
        if (struck == 1) return -1; \
        if (struck == 2) { real(fd, data, size / 2, at); kill(getpid(), SIGKILL); } \
        return real(fd, data, size, at); \
    }
WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    int struck = strikes(fd);
    if (struck == 1) return -1;
    if (struck == 2) { real(fd, data, size / 2); kill(getpid(), SIGKILL); }
    return real(fd, data, size);
}

#define ON_FILE(name) \
    int name(int fd) { \
        REAL(name); \
        int struck = strikes(fd); \
        if (struck == 2) kill(getpid(), SIGKILL); \
        return struck ? -1 : real(fd); \
    }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define RESIZE(name, offset_type) \
    int name(int fd, offset_type size) { \
        REAL(name); \
        int struck = strikes(fd); \
        if (struck == 2) kill(getpid(), SIGKILL); \
        return struck ? -1 : real(fd, size); \
    }
RESIZE(ftruncate, off_t)
RESIZE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    REAL(rename);
    int struck = ours(from) || ours(to) ? strikes_now() : 0;
    if (struck == 2) kill(getpid(), SIGKILL);
    return struck ? -1 : real(from, to);
}
