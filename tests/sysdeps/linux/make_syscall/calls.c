// SPDX-License-Identifier: MIT
// Calls the functions that make-syscall generates from mine.list. Checks that errno is set on failure
// and unchanged on success. A call whose number the headers do not define must fail with ENOSYS. A
// function must be a cancellation point if the list says so, and otherwise not. Exits with 0, or the
// number of the check that failed.
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "mine.h"

static int ends[2];

static void* cancelled(void* byte) {
  pthread_cancel(pthread_self());
  mine_read(ends[0], byte, 1);
  return (void*)1;
}

static void* not_cancelled(void* byte) {
  pthread_cancel(pthread_self());
  return (void*)mine_read_no_cancel(ends[0], byte, 1);
}

int main(void) {
  pthread_t thread;
  void* result;
  char byte = 0;
  if (pipe(ends) || write(ends[1], "a", 1) != 1) return 9;
  errno = 77;
  if (mine_read_no_cancel(-1, &byte, 1) != -1 || errno != EBADF) return 1;
  if (mine_read(-1, &byte, 1) != -1 || errno != EBADF) return 2;
  errno = 77;
  if (mine_getppid() != getppid() || errno != 77) return 3;
  if (mine_undefined(1, "") != -1 || errno != ENOSYS) return 4;
  if (pthread_create(&thread, 0, cancelled, &byte) || pthread_join(thread, &result)) return 5;
  if (result != PTHREAD_CANCELED || byte) return 5;
  if (pthread_create(&thread, 0, not_cancelled, &byte) || pthread_join(thread, &result)) return 6;
  if (result != (void*)1 || byte != 'a') return 6;
  return mine_dup(ends[0], 100) == 100 ? 0 : 7;
}
