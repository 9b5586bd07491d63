// SPDX-License-Identifier: MIT
// The library that thread_local.c opens, with a thread-local variable.
__thread int of_library;
void set_in_library(int value) { of_library = value; }
