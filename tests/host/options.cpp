// SPDX-License-Identifier: MIT
// Options of the sanitizers. Some tests expect that a memory access ends a child by SIGSEGV, so the
// sanitizers do not handle it.

extern "C" {
const char* __asan_default_options();
const char* __asan_default_options() { return "handle_segv=0:handle_sigbus=0"; }
const char* __tsan_default_options();
const char* __tsan_default_options() { return "handle_segv=0:handle_sigbus=0"; }
}
