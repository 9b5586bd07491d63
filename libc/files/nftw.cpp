// SPDX-License-Identifier: MIT
// nftw without the limits of musl's function on depth and path length. The walk has a stack of
// directories. If one more descriptor would exceed the caller's limit (fd_limit), the open directory
// that is nearest to the root is closed. Its remaining names are read into memory before that.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/limits.h>  // PATH_MAX; in freestanding code, clang's limits.h does not have it
#include <pthread.h>
#include <search.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/export.hpp"

namespace nacre::files {
namespace {

using Callback = int (*)(const char*, const struct stat*, int, struct FTW*);

// Flags for a directory that is not read, but used as the start of relative paths.
constexpr int kStartDirectory = O_PATH | O_DIRECTORY | O_CLOEXEC;

// A directory on the way from the root of the walk to the current file. Its entries are read from
// `stream`. When the descriptor is needed for a deeper directory, the rest of the names is saved in
// `names`, and the stream is closed.
struct Level {
  Level* parent;
  Level* child;
  DIR* stream;
  char* names;       // the saved names, each with its terminator; an empty name ends the list
  size_t next_name;  // offset in `names` of the next name to visit
  int fd;  // the descriptor of `stream`, or an O_PATH descriptor after the names were saved; -1 for none
  int depth;
  size_t base;         // offset of this directory's own name in the path
  size_t path_length;  // length of this directory's path
  size_t child_name;   // offset in the path at which the names of its entries begin
  bool skip_rest;      // the callback returned FTW_SKIP_SIBLINGS
  struct stat status;
};

// Identifies a directory.
struct Id {
  dev_t dev;
  ino_t ino;
};

int compare_ids(const void* left, const void* right) {
  auto a = static_cast<const Id*>(left), b = static_cast<const Id*>(right);
  if (a->dev != b->dev) return a->dev < b->dev ? -1 : 1;
  return a->ino == b->ino ? 0 : a->ino < b->ino ? -1 : 1;
}

// Reads the remaining names of a stream into one block. Returns null with errno on failure.
char* read_names(DIR* stream) {
  size_t used = 0, size = 256;
  auto names = static_cast<char*>(malloc(size));
  while (names) {
    errno = 0;
    const dirent* entry = readdir(stream);
    if (!entry) {
      if (errno) break;
      names[used] = 0;
      return names;
    }
    const size_t length = strlen(entry->d_name) + 1;
    if (length + 1 > size - used) {
      size = size * 2 + length;
      auto more = static_cast<char*>(realloc(names, size));
      if (!more) break;
      names = more;
    }
    memcpy(names + used, entry->d_name, length);
    used += length;
  }
  free(names);
  return nullptr;
}

class Walk {
 public:
  Walk(Callback callback, int fd_limit, int flags)
      : callback_(callback), fd_limit_(fd_limit < 1 ? 1 : fd_limit), flags_(flags) {}

  ~Walk() {
    while (top_) pop();
    // Not tdestroy, because a program in POSIX may have its own function with this name.
    while (seen_) {
      void* id = *static_cast<Id**>(seen_);
      tdelete(id, &seen_, compare_ids);
      free(id);
    }
    free(path_);
  }
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  int run(const char* root);

 private:
  bool reserve(size_t length);
  bool make_room();
  bool set_aside(Level* level);
  void close_level(Level* level);
  void push(Level* level);
  void pop();
  int reopen(size_t length);
  int descriptor(Level* level);
  int at(size_t name, const char** relative);
  bool change_directory(size_t base);
  bool classify(size_t name, struct stat* status, int* type);
  int first_visit(const struct stat& status);
  int call(int type, const struct stat* status, size_t base, int depth);
  int act_on(int result);
  int descend(size_t name, const struct stat& status, size_t base, int depth);
  int visit(size_t name, size_t base);
  int next();
  int finish_top();

  Callback callback_;
  int fd_limit_, flags_;
  char* path_ = nullptr;
  size_t path_size_ = 0;
  Level* top_ = nullptr;
  // All levels from this one to the top are open, and all of its ancestors are closed. When a descriptor
  // is needed, this level is closed first.
  Level* oldest_open_ = nullptr;
  int open_ = 0;          // the number of open levels
  int start_ = AT_FDCWD;  // the caller's current directory; with FTW_CHDIR, a descriptor of it
  dev_t device_ = 0;      // the device of the root
  void* seen_ = nullptr;  // a tree of the directories that were visited
};

// Makes the path buffer large enough for `length` bytes and a terminator. False with errno on failure.
bool Walk::reserve(size_t length) {
  if (length < path_size_) return true;
  size_t size = length + PATH_MAX;
  auto path = static_cast<char*>(realloc(path_, size));
  if (!path) return false;
  path_ = path;
  path_size_ = size;
  return true;
}

void Walk::close_level(Level* level) {
  if (level->fd < 0) return;
  if (level->stream)
    closedir(level->stream);
  else
    close(level->fd);
  level->stream = nullptr;
  level->fd = -1;
  open_--;
  if (oldest_open_ == level) oldest_open_ = level->child;
}

void Walk::push(Level* level) {
  level->parent = top_;
  if (top_) top_->child = level;
  top_ = level;
  if (!oldest_open_) oldest_open_ = level;
  open_++;
}

void Walk::pop() {
  Level* level = top_;
  close_level(level);
  top_ = level->parent;
  if (top_) top_->child = nullptr;
  free(level->names);
  free(level);
}

// Saves the remaining names of a level in memory and closes its descriptor. False with errno on failure.
bool Walk::set_aside(Level* level) {
  if (level->stream) {
    level->names = read_names(level->stream);
    if (!level->names) return false;
    level->next_name = 0;
  }
  close_level(level);
  return true;
}

// Closes levels until one more descriptor may be opened. False with errno on failure.
bool Walk::make_room() {
  while (open_ >= fd_limit_)
    if (!set_aside(oldest_open_)) return false;
  return true;
}

// Opens the directory whose path is the first `length` bytes of path_. A path longer than PATH_MAX is
// opened in several steps. Returns the descriptor, or -1 with errno.
int Walk::reopen(size_t length) {
  int from = start_;
  size_t begin = 0;
  for (;;) {
    size_t end = length;
    if (end - begin >= PATH_MAX) {
      end = begin + PATH_MAX - 1;
      while (end > begin && path_[end] != '/') end--;
    }
    const char saved = path_[end];
    path_[end] = 0;
    const int fd = openat(from, path_ + begin, kStartDirectory);
    path_[end] = saved;
    if (from != start_) close(from);
    if (fd < 0 || end == length) return fd;
    from = fd;
    begin = end;
    while (path_[begin] == '/') begin++;
  }
}

// Returns the descriptor of `level`, the top level, or -1 with errno. If the level was closed, it is
// opened again. No other level is open then, because levels are closed in order from the root.
int Walk::descriptor(Level* level) {
  if (level->fd >= 0) return level->fd;
  level->fd = reopen(level->path_length);
  if (level->fd < 0) return -1;
  open_++;
  oldest_open_ = level;
  return level->fd;
}

// Finds a way to reach the file at path_: returns a directory's descriptor, and stores the file's name
// relative to it. Returns -1 with errno on failure. `name` is the offset of the last part of path_. If
// the top level is closed and path_ is short enough, all of path_ is used, so that no descriptor is
// needed.
int Walk::at(size_t name, const char** relative) {
  *relative = path_;
  if (!top_ || (top_->fd < 0 && strlen(path_) < PATH_MAX)) return start_;
  *relative = path_ + name;
  return descriptor(top_);
}

// With FTW_CHDIR, changes to the directory of the file that is reported next. False with errno on
// failure.
bool Walk::change_directory(size_t base) {
  if (!(flags_ & FTW_CHDIR)) return true;
  if (top_) {
    const int fd = descriptor(top_);
    return fd >= 0 && !fchdir(fd);
  }
  if (fchdir(start_)) return false;
  if (!base) return true;
  const char saved = path_[base];
  path_[base] = 0;
  const int result = chdir(path_);
  path_[base] = saved;
  return !result;
}

// Finds the type of the file at path_: a type of <ftw.h>, with FTW_D for any directory. False with errno
// on failure.
bool Walk::classify(size_t name, struct stat* status, int* type) {
  memset(status, 0, sizeof *status);
  const char* relative;
  const int fd = at(name, &relative);
  if (fd == -1) return false;
  const bool follow = !(flags_ & FTW_PHYS);
  if (!fstatat(fd, relative, status, follow ? 0 : AT_SYMLINK_NOFOLLOW)) {
    *type = S_ISDIR(status->st_mode) ? FTW_D : S_ISLNK(status->st_mode) ? FTW_SL : FTW_F;
    return true;
  }
  const int error = errno;
  const bool leads_nowhere =
      error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENAMETOOLONG;
  if (follow && leads_nowhere && !fstatat(fd, relative, status, AT_SYMLINK_NOFOLLOW) &&
      S_ISLNK(status->st_mode)) {
    *type = FTW_SLN;
    return true;
  }
  // After these errors the walk continues: permission is denied, or the entry was removed after its
  // directory was read.
  *type = FTW_NS;
  errno = error;
  return error == EACCES || (top_ && error == ENOENT);
}

// Returns 1 for the first visit of a directory, 0 for a later visit, and -1 with errno on failure.
// Without FTW_PHYS, several links may lead to a directory. Only the first one is followed and reported.
int Walk::first_visit(const struct stat& status) {
  if (flags_ & FTW_PHYS) return 1;
  auto id = static_cast<Id*>(malloc(sizeof(Id)));
  if (!id) return -1;
  *id = {status.st_dev, status.st_ino};
  void* node = tsearch(id, &seen_, compare_ids);
  if (!node) {
    free(id);
    errno = ENOMEM;
    return -1;
  }
  if (*static_cast<Id**>(node) == id) return 1;
  free(id);
  return 0;
}

int Walk::call(int type, const struct stat* status, size_t base, int depth) {
  struct FTW position = {static_cast<int>(base), depth};
  return callback_(path_, status, type, &position);
}

// Handles the result of the callback for an entry of the top level. Returns 0 if the walk continues. Any
// other result ends the walk. With FTW_ACTIONRETVAL, the callback can skip files.
int Walk::act_on(int result) {
  if (!(flags_ & FTW_ACTIONRETVAL)) return result;
  if (result == FTW_SKIP_SIBLINGS && top_) top_->skip_rest = true;
  return result == FTW_SKIP_SIBLINGS || result == FTW_SKIP_SUBTREE ? 0 : result;
}

// Reports the directory at path_, and makes it the top level. Returns 0, or the result that ends the
// walk.
int Walk::descend(size_t name, const struct stat& status, size_t base, int depth) {
  const char* relative;
  if (!make_room()) return -1;
  const int parent = at(name, &relative);
  if (parent == -1) return -1;
  const int no_follow = (flags_ & FTW_PHYS) ? O_NOFOLLOW : 0;
  const int fd = openat(parent, relative, O_RDONLY | O_DIRECTORY | O_CLOEXEC | no_follow);
  if (fd < 0) return errno == EACCES ? act_on(call(FTW_DNR, &status, base, depth)) : -1;
  // Even with a limit of one descriptor, a path longer than PATH_MAX had to be opened through the
  // descriptor of the parent directory. Close the parent now; make_room() has saved its names.
  if (open_ >= fd_limit_) close_level(top_);

  int result = 0;
  if (!(flags_ & FTW_DEPTH)) result = call(FTW_D, &status, base, depth);
  if (result) {
    close(fd);
    return act_on(result);
  }
  auto level = static_cast<Level*>(calloc(1, sizeof(Level)));
  if (!level || !(level->stream = fdopendir(fd))) {
    const int error = errno;
    free(level);
    close(fd);
    errno = error;
    return -1;
  }
  level->fd = fd;
  level->depth = depth;
  level->base = base;
  level->path_length = strlen(path_);
  const bool slash = level->path_length && path_[level->path_length - 1] == '/';
  level->child_name = level->path_length + !slash;
  level->status = status;
  push(level);
  return 0;
}

// Reports the file at path_: the root, or an entry of the top level. `base` is the offset of the file's
// name, which the callback gets. `name` is the offset for at(). They differ only for the root: its
// `name` is 0, because at() needs its whole path.
int Walk::visit(size_t name, size_t base) {
  struct stat status;
  int type;
  if (!classify(name, &status, &type)) return -1;
  if (!top_) device_ = status.st_dev;
  if ((flags_ & FTW_MOUNT) && type != FTW_NS && status.st_dev != device_) return 0;
  if (type == FTW_D) {
    const int first = first_visit(status);
    if (first <= 0) return first;
  }
  if (!change_directory(base)) return -1;
  const int depth = top_ ? top_->depth + 1 : 0;
  if (type == FTW_D) return descend(name, status, base, depth);
  return act_on(call(type, &status, base, depth));
}

// Visits the next entry of the top level, or leaves the level after its last entry.
int Walk::next() {
  Level* level = top_;
  const char* name = nullptr;
  if (level->skip_rest) return finish_top();
  if (level->stream) {
    errno = 0;
    const dirent* entry = readdir(level->stream);
    if (!entry && errno) return -1;
    if (entry) name = entry->d_name;
  } else if (level->names[level->next_name]) {
    name = level->names + level->next_name;
    level->next_name += strlen(name) + 1;
  }
  if (!name) return finish_top();
  if (!strcmp(name, ".") || !strcmp(name, "..")) return 0;

  const size_t length = strlen(name);
  if (!reserve(level->child_name + length)) return -1;
  path_[level->child_name - 1] = '/';
  memcpy(path_ + level->child_name, name, length + 1);
  return visit(level->child_name, level->child_name);
}

// Leaves the top level after all of its entries were reported. With FTW_DEPTH, the directory itself is
// reported now.
int Walk::finish_top() {
  const int depth = top_->depth;
  const size_t base = top_->base;
  const struct stat status = top_->status;
  path_[top_->path_length] = 0;
  pop();
  if (!(flags_ & FTW_DEPTH)) return 0;
  if (!change_directory(base)) return -1;
  return act_on(call(FTW_DP, &status, base, depth));
}

int Walk::run(const char* root) {
  const size_t length = strlen(root);
  if (!reserve(length)) return -1;
  memcpy(path_, root, length + 1);
  if (flags_ & FTW_CHDIR) {
    start_ = open(".", kStartDirectory);
    if (start_ < 0) return -1;
  }
  size_t base = length;
  while (base && path_[base - 1] == '/') base--;
  while (base && path_[base - 1] != '/') base--;

  int result = visit(0, base);
  while (top_ && !result) result = next();

  if (flags_ & FTW_CHDIR) {
    // Return to the caller's directory, whatever the result of the walk is.
    const int error = errno;
    if (fchdir(start_) && !result)
      result = -1;
    else
      errno = error;
    close(start_);
  }
  return result;
}

}  // namespace

// int nftw(const char *path, int (*callback)(const char *, const struct stat *, int, struct FTW *),
//          int fd_limit, int flags)
//
// Calls `callback` for `path` and, if that is a directory, for every file below it. Unlike musl's
// function, it walks directories deeper than `fd_limit` and paths longer than PATH_MAX, and it supports
// FTW_CHDIR and glibc's FTW_ACTIONRETVAL. Without FTW_PHYS, a directory that several links lead to is
// reported once, as in glibc.
//
// fd_limit  maximum number of descriptors in use; below 1 counts as 1. FTW_CHDIR needs one more, and so
//           does a path longer than PATH_MAX with a limit of 1.
// flags     FTW_ flags
// Returns   0, or the result of `callback` that ended the walk, or -1 with errno
// Errors    of openat, fstatat and fchdir, and ENOMEM. A file whose status cannot be read (EACCES), and
//           a file below `path` that was removed during the walk, are reported as FTW_NS.
// Safety    MT-Safe; with FTW_CHDIR, the current directory changes for all threads. AS-Unsafe,
//           AC-Unsafe. Cancellation is disabled during the walk.
// Kernels   all
// Source    POSIX, nftw(3) of glibc
NACRE_PUBLIC int nftw(const char* path, Callback callback, int fd_limit, int flags) {
  int cancel_state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_state);
  int result;
  int error;
  {
    Walk walk(callback, fd_limit, flags);
    result = walk.run(path);
    error = errno;
  }
  errno = error;
  pthread_setcancelstate(cancel_state, nullptr);
  return result;
}

}  // namespace nacre::files
