/* SPDX-License-Identifier: MIT */
#if __has_include_next(<mcheck.h>)
#include_next <mcheck.h>
#else
/* mtrace records allocations for a script that this suite does not run. mcheck finds errors, which is optional. */
enum mcheck_status { MCHECK_DISABLED = -1, MCHECK_OK, MCHECK_FREE, MCHECK_HEAD, MCHECK_TAIL };
static inline void mtrace(void) {}
static inline void muntrace(void) {}
static inline int mcheck(void (*abort_function)(enum mcheck_status)) { return (void)abort_function, 0; }
static inline int mcheck_pedantic(void (*abort_function)(enum mcheck_status)) { return mcheck(abort_function); }
static inline void mcheck_check_all(void) {}
static inline enum mcheck_status mprobe(void *allocated) { return (void)allocated, MCHECK_OK; }
#endif
