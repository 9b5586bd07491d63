/* SPDX-License-Identifier: MIT */
/* No test can use a symbol of an old version. */
#define TEST_COMPAT(library, introduced, obsoleted) 0
#define SHLIB_COMPAT(library, introduced, obsoleted) 0
#define compat_symbol_reference(library, name, symbol, version)
