// SPDX-License-Identifier: MIT
// nacre_secret_alloc: maps the memory of a secret. secret.hpp describes the layout.
#include <errno.h>
#include <fcntl.h>
#include <nacre/secret.h>
#include <sys/mman.h>

#include "libc/memory/secret.hpp"
#include "libc/process/no_new_child.hpp"
#include "support/erase.hpp"
#include "support/errors.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/files.hpp"
#include "sysdeps/contract/memory.hpp"

namespace nacre::memory {
namespace {

constexpr unsigned kReadWrite = PROT_READ | PROT_WRITE;

// Excludes the pages from children and core dumps. Memory of memfd_secret is never in a dump, so
// MADV_DONTDUMP has no effect on it.
Result<void*> hide(void* pages, size_t length) {
  const auto kept = sys::advise(pages, length, MADV_DONTFORK);
  const auto hidden = kept.ok() ? sys::advise(pages, length, MADV_DONTDUMP) : kept;
  return hidden.ok() ? Result<void*>::success(pages) : Result<void*>::failure(hidden.error());
}

// Maps memory of memfd_secret. It holds the child lock (libc/process/no_new_child.hpp), because a child
// that is created between memfd_secret and MADV_DONTFORK would inherit the descriptor or the pages.
Result<void*> map_secret_memory(void* pages, size_t length) {
  const process::NoNewChild no_new_child;
  const auto descriptor = sys::memfd_secret(O_CLOEXEC);
  if (!descriptor.ok()) return Result<void*>::failure(descriptor.error());
  const auto sized = sys::resize(descriptor.value(), length);
  const auto mapped = sized.ok()
                          ? sys::map_over(pages, length, kReadWrite, MAP_SHARED, descriptor.value())
                          : Result<void*>::failure(sized.error());
  sys::close(descriptor.value());
  return mapped.ok() ? hide(pages, length) : mapped;
}

// Maps ordinary memory that is locked. It uses MAP_LOCKED, because the error of mlock does not
// distinguish RLIMIT_MEMLOCK from a lack of memory. The kernel allocates the pages when mprotect makes
// them accessible. That may take long, so the child lock is released first.
Result<void*> map_locked_memory(void* pages, size_t length) {
  {
    const process::NoNewChild no_new_child;
    const auto mapped =
        sys::map_over(pages, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1);
    // If RLIMIT_MEMLOCK is 0, the kernel's error is EPERM.
    if (!mapped.ok()) return mapped.error() == EPERM ? Result<void*>::failure(EAGAIN) : mapped;
    if (const auto hidden = hide(pages, length); !hidden.ok()) return hidden;
  }
  const auto accessible = sys::protect(pages, length, kReadWrite);
  return accessible.ok() ? Result<void*>::success(pages) : Result<void*>::failure(accessible.error());
}

// Maps memory that no child inherits, of the best kind that is available. If it is not memory of
// memfd_secret, `unavailable` is the error of memfd_secret or of a call that followed it.
Result<void*> map_hidden_pages(void* pages, size_t length, unsigned flags, int& unavailable) {
  const auto secret = map_secret_memory(pages, length);
  if (secret.ok()) return secret;
  unavailable = secret.error();
  if ((flags & NACRE_SECRET_NO_FALLBACK) != 0 || is_transient(unavailable)) return secret;
  return map_locked_memory(pages, length);
}

// Writes the label. In a child, the label's page reads as zeros. Before Linux 4.14, a child does not
// inherit the page.
Result<size_t> write_label(void* page, size_t length, const SecretLabel& label) {
  const auto writable = sys::protect(page, length, kReadWrite);
  if (!writable.ok()) return writable;
  const auto wiped = sys::advise(page, length, MADV_WIPEONFORK);
  if (!wiped.ok() && is_transient(wiped.error())) return wiped;
  if (!wiped.ok()) {
    const auto kept = sys::advise(page, length, MADV_DONTFORK);
    if (!kept.ok()) return kept;
  }
  *static_cast<SecretLabel*>(page) = label;
  return sys::protect(page, length, PROT_READ);
}

// Prefaults the pages, so that a lack of memory is found now. In Debian's Linux 6.1, mmap succeeds even
// if the secret memory exceeds RLIMIT_MEMLOCK. A store to such a page would raise SIGBUS; sys::prefault
// fails with EFAULT instead, and this function returns false. If a sandbox refuses sys::prefault, the
// store in erase allocates the page. erase also removes what sys::prefault stored in the page.
bool prefault(unsigned char* pages, size_t length, size_t page) {
  for (unsigned char* at = pages; at < pages + length; at += page) {
    const auto prefaulted = sys::prefault(at);
    if (!prefaulted.ok() && prefaulted.error() == EFAULT) return false;
    erase(at, page);
  }
  return true;
}

// Maps the pages of the secret into the reserved mapping, and writes the label.
Result<void*> map_and_label(unsigned char* all, const SecretLayout& layout, unsigned flags) {
  int unavailable = 0;
  unsigned char* const pages = all + layout.pages_at();
  const auto mapped = map_hidden_pages(pages, layout.pages_length(), flags, unavailable);
  if (!mapped.ok()) return mapped;
  if (!prefault(pages, layout.pages_length(), layout.page)) return Result<void*>::failure(EAGAIN);

  void* const secret = all + layout.secret_at();
  const auto labelled =
      write_label(all, layout.page, {secret, layout.size, layout.mapped(), unavailable});
  if (!labelled.ok()) return Result<void*>::failure(labelled.error());
  return Result<void*>::success(secret);
}

Result<void*> make(size_t size, unsigned flags) {
  if (size == 0 || (flags & ~NACRE_SECRET_NO_FALLBACK) != 0) return Result<void*>::failure(EINVAL);
  if (size > SecretLayout::kMost) return Result<void*>::failure(ENOMEM);
  const SecretLayout layout{page_size(), size};
  const auto all = sys::map_anonymous(layout.mapped(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!all.ok()) return all;
  const auto secret = map_and_label(static_cast<unsigned char*>(all.value()), layout, flags);
  if (!secret.ok()) sys::unmap(all.value(), layout.mapped());
  return secret;
}

}  // namespace

// <nacre/secret.h> documents this function.
NACRE_PUBLIC void* nacre_secret_alloc(size_t size, unsigned flags) {
  const auto secret = make(size, flags);
  if (secret.ok()) return secret.value();
  errno = secret.error();
  return nullptr;
}

}  // namespace nacre::memory
