/* SPDX-License-Identifier: MIT */
#include <stdio.h>

static int failures;
#define EXPECT(condition)                                                                   \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            fprintf(stderr, "%s line %d: not %s\n", __FILE__, __LINE__, #condition);        \
            failures++;                                                                     \
        }                                                                                   \
    } while (0)
