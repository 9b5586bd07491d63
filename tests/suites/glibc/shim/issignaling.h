/* SPDX-License-Identifier: MIT */
/* In a signaling NaN, the highest bit of the fraction is 0. In a long double of x86, the bit above it is always 1. */
#include <math.h>
#include <string.h>
#ifndef issignaling
static inline int nacre_is_signaling(const void *number, unsigned size) {
    unsigned long bits = 0;
    memcpy(&bits, number, size == 4 ? 4 : 8);
    return !(bits >> (size == 4 ? 22 : size == 8 ? 51 : 62) & 1);
}
#define issignaling(number)                                                       \
    (__extension__({                                                              \
        __typeof__(number) nacre_number = (number);                               \
        const void *nacre_bytes = (const void *)&nacre_number;                    \
        isnan(nacre_number) && nacre_is_signaling(nacre_bytes, sizeof(number));   \
    }))
#endif
