/* SPDX-License-Identifier: MIT */
/* The parts of a long double of x86. The other 6 bytes are padding. */
#include <stdint.h>
typedef union {
    long double value;
    struct {
        uint32_t lsw, msw;
        uint16_t sign_exponent;
    } parts;
} ieee_long_double_shape_type;
