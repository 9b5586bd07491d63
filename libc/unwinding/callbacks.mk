# SPDX-License-Identifier: MIT
# Lists the members of libc.a that call a function of the program. Such a callback may throw, and the exception then
# passes through the libc to the caller. So these members have their unwind tables in .eh_frame, which is loaded.
# The other members have their unwind tables in .debug_frame. In libc.so, musl's unwind tables are all in .eh_frame.
#
# The list leaves out functions whose callback must not throw, such as atexit, pthread_create, pthread_key_create and
# pthread_atfork. An exception there ends the program. The list also leaves out fopencookie, whose callbacks run while a
# stream is locked. pthread_cleanup_pop needs no table in .eh_frame, because it jumps to its handler and so is not on
# the stack when the handler throws. So programs that contain it only for sem_timedwait stay small.

# These call a comparison function, an action or a destructor for elements.
CALLBACKS := bsearch qsort qsort_nr lsearch tsearch tfind tdelete tdestroy twalk
# These call a filter, a comparison function, an error function or an action for files.
CALLBACKS += scandir glob ftw nftw
# These call an initializer.
CALLBACKS += pthread_once call_once
# This one calls an action for each loaded program or library.
CALLBACKS += dl_iterate_phdr
