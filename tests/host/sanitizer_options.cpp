// SPDX-License-Identifier: MIT
// The default options of AddressSanitizer and ThreadSanitizer in the test programs host-asan and
// host-tsan. Some tests expect that a memory access ends a child process by SIGSEGV or SIGBUS, so the
// sanitizers must not handle these signals.

extern "C" {
const char* __asan_default_options();
const char* __asan_default_options() { return "handle_segv=0:handle_sigbus=0"; }
const char* __tsan_default_options();
const char* __tsan_default_options() { return "handle_segv=0:handle_sigbus=0"; }
}
