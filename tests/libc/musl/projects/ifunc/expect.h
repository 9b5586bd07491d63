/* SPDX-License-Identifier: MIT */
// EXPECT: counts and reports conditions that are false.
#include <stdio.h>

static int failures;
#define EXPECT(condition)                                                                   \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            fprintf(stderr, "%s line %d: not %s\n", __FILE__, __LINE__, #condition);        \
            failures++;                                                                     \
        }                                                                                   \
    } while (0)
