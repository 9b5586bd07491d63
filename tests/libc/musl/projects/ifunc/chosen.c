/* SPDX-License-Identifier: MIT */
// The shared library that uses.c and opens.c test. IFUNC resolvers choose its functions (chosen.h).
#include "chosen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int too_early(void) { return 1; }
static int right(void) { return 2; }

static __thread int thread_local_value = 40;
static const char *volatile relocated = "relocated";
int resolver_calls;

// The resolver uses TLS, errno, relocated data and functions of the libc. If one of them does not work yet, the
// resolver chooses too_early.
static int (*resolve(void))(void)
{
    errno = ERANGE;
    int ready = thread_local_value == 40 && errno == ERANGE && !strcmp(relocated, "relocated") && !getenv("NO_SUCH_NAME");
    resolver_calls++;
    return ready ? right : too_early;
}

int chosen(void) __attribute__((ifunc("resolve")));
__attribute__((visibility("hidden"))) int hidden_chosen(void) __attribute__((ifunc("resolve")));
static int static_chosen(void) __attribute__((ifunc("resolve")));

// This resolver calls a function that a resolver of another library (other.c) chose. The loader must run the resolvers
// of dependencies first.
int other_library(void);
static int (*resolve_by_another_library(void))(void) { return other_library() == 2 ? right : too_early; }
int chosen_by_another_library(void) __attribute__((ifunc("resolve_by_another_library")));

struct table table = {7, chosen, 8};
static int (*const constant)(void) = static_chosen;
static __thread int (*thread_local_pointer)(void) = chosen;

int call_hidden(void) { return hidden_chosen(); }
int call_static(void) { return static_chosen(); }
int (*address_of_chosen(void))(void) { return chosen; }
int (*address_of_hidden(void))(void) { return hidden_chosen; }
int call_through_thread_local(void) { return thread_local_pointer(); }
int call_through_constant(void)
{
    int (*const volatile *where)(void) = &constant;
    return (*where)();
}

static int seen;
__attribute__((constructor)) static void construct(void) { seen = chosen() * 10 + static_chosen(); }
int constructor_saw(void) { return seen; }
