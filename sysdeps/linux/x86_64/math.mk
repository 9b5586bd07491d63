# SPDX-License-Identifier: MIT
# The mathematical functions that have several versions on x86_64. docs/math.md describes them.

# musl's sources of these functions are compiled for FMA too.
MATH_FMA := sin cos tan sincos asin acos atan exp exp2 log log2 log10 pow fma expf exp2f logf log2f powf fmaf
# These functions have a version that executes the instruction ROUNDSD or ROUNDSS of SSE4.1.
MATH_ROUNDING := $(foreach name,floor ceil trunc rint nearbyint round,$(name) $(name)f)
