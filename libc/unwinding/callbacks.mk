# SPDX-License-Identifier: MIT
# The members of libc.a that call a function of the program. It may throw, and the exception then passes through
# the libc to the caller, so these members have unwind tables in .eh_frame, which is loaded.
# The other members have them in .debug_frame. All of libc.so has them in .eh_frame.
#
# Not here are functions whose callee must not throw (atexit, pthread_create, pthread_key_create, fork's handlers:
# an exception ends the program there), and fopencookie, whose callee runs with a stream locked.
# pthread_cleanup_pop jumps to its handler, so it is not on the stack, and sem_timedwait, which uses it, stays small.

# A comparison, an action or a destructor for elements.
CALLBACKS := bsearch qsort qsort_nr lsearch tsearch tfind tdelete tdestroy twalk
# A filter, a comparison, an error function or an action for files.
CALLBACKS += scandir glob ftw nftw
# An initializer.
CALLBACKS += pthread_once call_once
# An action for loaded objects.
CALLBACKS += dl_iterate_phdr
